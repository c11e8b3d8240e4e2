using System.Net;
using Migochat.Data;

namespace Migochat.Tests.Settings;

/// <summary>Secrets and tokens change while deliveries come without a pause.</summary>
public sealed class RotationTests
{
    private const int Senders = 6;

    [Fact]
    public async Task No_delivery_is_lost_while_app_secrets_and_verify_tokens_rotate()
    {
        await using var vault = await TestVault.StartAsync(("fb-app-secret", "always,a"), ("fb-verify-token", "token-always,token-a"));
        await using var shop = await VaultShop.OpenAsync(vault, ("fb_verify_token", null));
        using var end = new CancellationTokenSource();
        // What Meta signs with at present, besides the one that is good all the time.
        var current = "a";
        var sent = new int[Senders + 1];
        var senders = Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(shop, () => sender % 2 == 0 ? "always" : Volatile.Read(ref current), () => Interlocked.Increment(ref sent[sender]), end.Token))).ToList();
        var handshakes = Task.Run(() => VerifyAsync(shop, () => Volatile.Read(ref current), () => Interlocked.Increment(ref sent[Senders]), end.Token));

        foreach (var (old, next) in ((string, string)[])[("a", "b"), ("b", "c")])
        {
            InVault(vault, $"always,{old},{next}");
            await UntilAsync(shop, next, 200);
            Volatile.Write(ref current, next);
            await UntilAllSwitchedAsync(sent);
            // A vault that fails in the middle changes nothing.
            vault.IsDown = true;
            await PassAsync(shop, TimeSpan.FromSeconds(40));
            vault.IsDown = false;
            InVault(vault, $"always,{next}");
            await UntilAsync(shop, old, 401);
        }

        // A row takes over, rotates, and goes again.
        await InRowAsync(shop, "always,c,d");
        await UntilAsync(shop, "d", 200);
        Volatile.Write(ref current, "d");
        await UntilAllSwitchedAsync(sent);
        await InRowAsync(shop, "always,d");
        await UntilAsync(shop, "c", 401);
        InVault(vault, "always,d,e");
        await PassAsync(shop, TimeSpan.FromSeconds(40));
        await InRowAsync(shop, null);
        await UntilAsync(shop, "e", 200);

        await end.CancelAsync();
        var answers = (await Task.WhenAll(senders)).SelectMany(sent => sent).ToList();
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.All(await handshakes, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(answers.Count, 10 * Senders, int.MaxValue);
        var stored = shop.Rows("SELECT facebook_message_id AS id FROM messages").Select(row => row["id"]!).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(stored, answers.Select(answer => answer.Id).ToHashSet(StringComparer.Ordinal));
    }

    private static void InVault(TestVault vault, string secrets)
    {
        vault.Secrets["fb-app-secret"] = secrets;
        vault.Secrets["fb-verify-token"] = Tokens(secrets);
    }

    // By the product's own lock: an outside writer would compete with deliveries that come without a pause.
    private static async Task InRowAsync(Shop shop, string? secrets)
    {
        using var database = await shop.Service<IDatabaseEngine>().OpenPooledAsync(CancellationToken.None);
        using var scope = await shop.Service<WriteScopes>().BeginAsync(database, CancellationToken.None);
        database.Run(secrets is null
            ? "DELETE FROM app_settings"
            : $"""
               INSERT INTO app_settings (key, value, updated_by) VALUES ('fb_app_secret', '{secrets}', 'test'), ('fb_verify_token', '{Tokens(secrets)}', 'test')
               ON CONFLICT (key) DO UPDATE SET value = excluded.value
               """);
        scope.Commit();
    }

    private static string Tokens(string secrets) => string.Join(',', secrets.Split(',').Select(secret => $"token-{secret}"));

    private static async Task<List<(string Id, int Status)>> SendAsync(Shop shop, Func<string> secret, Action count, CancellationToken end)
    {
        var sent = new List<(string, int)>();
        while (!end.IsCancellationRequested)
        {
            var id = $"m_{Guid.NewGuid():N}";
            var status = await DeliverAsync(shop, id, secret());
            // The clock jumps while the body is read, so it can be late. Meta repeats what was not taken, and so does this.
            while (status == HttpStatusCode.RequestTimeout)
                status = await DeliverAsync(shop, id, secret());
            sent.Add((id, (int)status));
            count();
        }

        return sent;
    }

    private static Task<HttpStatusCode> DeliverAsync(Shop shop, string id, string secret) =>
        shop.SendAsync(Texts.Messenger(Texts.MessengerItem(id, "6543210987654321")).Json(), secret: secret);

    private static async Task<List<HttpStatusCode>> VerifyAsync(Shop shop, Func<string> current, Action count, CancellationToken end)
    {
        var answers = new List<HttpStatusCode>();
        while (!end.IsCancellationRequested)
        {
            foreach (var token in (string[])["token-always", $"token-{current()}"])
            {
                using var response = await shop.Client.GetAsync(new Uri($"/api/webhooks?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=1", UriKind.Relative), CancellationToken.None);
                answers.Add(response.StatusCode);
            }

            count();
        }

        return answers;
    }

    /// <summary>Lets the clock run until a delivery signed with the secret is answered so.</summary>
    private static async Task UntilAsync(Shop shop, string secret, int answer)
    {
        while (await shop.DeliverAsync(secret) != answer)
            await shop.PassAsync();
    }

    private static async Task PassAsync(Shop shop, TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(5))
            await shop.PassAsync();
    }

    /// <summary>Until everybody who sends has begun and ended something after this moment.</summary>
    private static async Task UntilAllSwitchedAsync(int[] sent)
    {
        var before = sent.Select((_, i) => Volatile.Read(ref sent[i])).ToArray();
        while (Enumerable.Range(0, sent.Length).Any(i => Volatile.Read(ref sent[i]) < before[i] + 2))
            await Task.Yield();
    }
}
