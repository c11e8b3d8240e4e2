using System.Data.Common;
using Migochat.Data;

namespace Migochat.Tests.Data;

public sealed class EntityWriterTests
{
    [Fact]
    public async Task Only_a_key_that_is_there_already_is_called_so()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var writer = shop.Service<EntityWriter>();

        Assert.True(await writer.AddAsync(NewPost("1_1"), CancellationToken.None));
        Assert.False(await writer.AddAsync(NewPost("1_1"), CancellationToken.None));
        Poison.Add(shop, "INSERT", "posts");
        await Assert.ThrowsAnyAsync<DbException>(() => writer.AddAsync(NewPost("1_2"), CancellationToken.None));

        Assert.Equal(1, shop.Count("posts"));
    }

    [Fact]
    public async Task A_change_that_was_not_saved_is_not_returned_as_saved()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var writer = shop.Service<EntityWriter>();
        await writer.AddAsync(NewPost("1_1"), CancellationToken.None);
        await writer.AddAsync(NewPost("1_2"), CancellationToken.None);

        await Assert.ThrowsAnyAsync<DbException>(() => writer.ChangeAsync<Post>(2, post => post.FacebookPostId = "1_1", CancellationToken.None));

        Assert.Equal("1_2", (await writer.ChangeAsync<Post>(2, post => post.PostPrice = "250", CancellationToken.None))!.FacebookPostId);
        Assert.Equal("250", Assert.Single(shop.Rows("SELECT post_price FROM posts WHERE facebook_post_id = '1_2'"))["post_price"]);
    }

    [Fact]
    public async Task Only_a_row_that_others_point_to_is_in_use()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var writer = shop.Service<EntityWriter>();
        await writer.AddAsync(NewPost("1_1"), CancellationToken.None);
        await writer.AddAsync(NewPost("1_2"), CancellationToken.None);
        shop.Store(context => context.Add(new User { Psid = "1", Platform = Platform.Facebook, FirstPostId = 1 }));

        Assert.Equal(RemovalOutcome.InUse, await writer.RemoveAsync<Post>(1, CancellationToken.None));
        Poison.Add(shop, "DELETE", "posts");
        await Assert.ThrowsAnyAsync<DbException>(() => writer.RemoveAsync<Post>(2, CancellationToken.None));
        Poison.Remove(shop, "posts");

        Assert.Equal(RemovalOutcome.Done, await writer.RemoveAsync<Post>(2, CancellationToken.None));
        Assert.Equal(RemovalOutcome.Gone, await writer.RemoveAsync<Post>(2, CancellationToken.None));
    }

    [Fact]
    public async Task A_change_that_fails_throws_the_databases_error_and_leaves_nothing()
    {
        await using var shop = await Shop.OpenAsync(withTimers: false);
        var writer = shop.Service<EntityWriter>();
        Poison.Add(shop, "INSERT", "ad_campaigns");

        await Assert.ThrowsAnyAsync<DbException>(() => writer.RunAsync(
            async context =>
            {
                context.Add(NewPost("1_1"));
                await context.SaveChangesAsync();
                context.Add(new AdCampaign { FacebookAdId = "1" });
                return await context.SaveChangesAsync();
            },
            CancellationToken.None));

        Assert.Equal(0, shop.Count("posts"));
    }

    private static Post NewPost(string id) => new() { FacebookPostId = id };
}
