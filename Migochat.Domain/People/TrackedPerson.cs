using Migochat.Messaging;

namespace Migochat.People;

/// <summary>What a new person's row needs besides the columns of <see cref="Person"/>.</summary>
/// <param name="Platform">One of <see cref="Data.Platform"/>.</param>
/// <param name="StageSince">UTC.</param>
internal sealed record NewPerson(string Platform, DateTime StageSince);

/// <summary>A person as the row is, and as it will be.</summary>
internal sealed class TrackedPerson(Person saved)
{
    public Person Saved { get; private set; } = saved;

    public Person Present { get; set; } = saved;

    /// <summary>Null if the person has a row.</summary>
    public NewPerson? New { get; set; }

    /// <summary>The first touch to be written, if <see cref="HasFirstTouch"/>.</summary>
    public FirstTouch? FirstTouch { get; set; }

    public bool HasFirstTouch { get; set; }

    /// <summary>The search text must be written, whether name, phone and psid differ or not.</summary>
    public bool MustIndex { get; set; }

    /// <summary>Something is to be saved.</summary>
    public bool IsDirty { get; set; }

    public void Save() => (Saved, New, FirstTouch, HasFirstTouch, MustIndex, IsDirty) = (Present, null, null, false, false, false);
}
