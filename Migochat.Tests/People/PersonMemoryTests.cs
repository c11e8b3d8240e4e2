using Migochat.Data;
using Migochat.People;

namespace Migochat.Tests.People;

public sealed class PersonMemoryTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Identity Mona = new(IdentityKind.WhatsAppUser, "EG.1");

    [Fact]
    public void Nobody_is_remembered_before_the_first_transaction()
    {
        var memory = new PersonMemory();
        memory.Keep(Mona, PersonOf(1), 1, Now);

        Assert.Null(memory.Find(Mona));
    }

    [Fact]
    public void A_flood_of_people_who_write_once_does_not_pile_up()
    {
        var memory = new PersonMemory();
        memory.Begin(1);
        memory.Keep(Mona, PersonOf(1), 1, Now);
        Assert.NotNull(memory.Find(Mona));

        for (var id = 2; id < 10_000; id++)
            memory.Keep(PersonOf(id));

        Assert.Null(memory.Find(Mona));
    }

    private static Person PersonOf(long id) => new() { Id = id, Psid = $"{id}", CreatedAt = Now };
}
