namespace Migochat.Replies;

/// <summary>How far the time of an echo may be from the call that it belongs to, where only its text tells that it does.</summary>
internal static class EchoTime
{
    public static readonly TimeSpan BeforeCall = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan AfterCall = TimeSpan.FromMinutes(10);
}
