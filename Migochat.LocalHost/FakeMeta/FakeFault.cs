using System.Globalization;

namespace Migochat.LocalHost.FakeMeta;

/// <summary>What goes wrong with one call.</summary>
internal sealed record FakeFault
{
    public static readonly FakeFault None = new();

    /// <summary>The time before anything else happens.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the call has its effect: a send is taken and announced.</summary>
    public bool TakesCall { get; init; } = true;

    /// <summary>Whether the connection ends without an answer, after the request was read.</summary>
    public bool CutsConnection { get; init; }

    /// <summary>The answer instead of the good one.</summary>
    public FakeAnswer? Instead { get; init; }

    /// <summary>Whether the first webhook is posted before the answer.</summary>
    public bool AnnouncesFirst { get; init; }

    /// <summary>Whether every webhook is posted twice.</summary>
    public bool AnnouncesTwice { get; init; }

    public static FakeFault Slow(TimeSpan delay) => new() { Delay = delay };

    /// <summary>The connection ends after the request was read.</summary>
    /// <param name="isTaken">Whether the send was taken all the same.</param>
    public static FakeFault Cut(bool isTaken) => new() { CutsConnection = true, TakesCall = isTaken };

    /// <summary>A status of the server without a word.</summary>
    /// <param name="status">500 or above.</param>
    /// <param name="isTaken">Whether the send was taken all the same.</param>
    public static FakeFault Silent(int status, bool isTaken) => new() { Instead = FakeAnswer.Empty(status), TakesCall = isTaken };

    /// <summary>A refusal with a code, such as 131056.</summary>
    public static FakeFault Refusal(int code, int? subcode = null, int status = 400) => new() { Instead = FakeAnswer.Error(code, subcode, status), TakesCall = false };

    /// <summary>429 with the header that tells when access is regained.</summary>
    public static FakeFault Limit(int code, string account, int minutes) => new()
    {
        TakesCall = false,
        Instead = FakeAnswer.Error(code, null, 429) with
        {
            Headers = [("X-Business-Use-Case-Usage", string.Create(
                CultureInfo.InvariantCulture, $$"""{"{{account}}":[{"type":"messenger","call_count":100,"estimated_time_to_regain_access":{{minutes}}}]}"""))],
        },
    };

    /// <summary>429 with <c>Retry-After</c>.</summary>
    public static FakeFault RetryAfter(int seconds) => new()
    {
        TakesCall = false,
        Instead = FakeAnswer.Empty(429) with { Headers = [("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))] },
    };

    /// <summary>Another answer than the good one, such as another file.</summary>
    public static FakeFault Other(FakeAnswer answer) => new() { TakesCall = false, Instead = answer };

    public static FakeFault WindowClosed(bool isWhatsApp) => isWhatsApp ? Refusal(131047) : Refusal(10, 2018278);

    public static FakeFault TokenExpired() => Refusal(190, 463);

    public static FakeFault EchoFirst() => new() { AnnouncesFirst = true };

    public static FakeFault EchoTwice() => new() { AnnouncesTwice = true };
}

/// <summary>The faults that are to come. Each call takes the first one that concerns it.</summary>
internal sealed class FaultPlan
{
    private readonly List<(Func<FakeCall, bool> Concerns, FakeFault Fault, int Times)> _planned = [];
    private readonly Lock _lock = new();

    /// <summary>The next sends have this fault.</summary>
    public void NextSend(FakeFault fault, int times = 1) => Next(call => call.IsSend, fault, times);

    /// <summary>The next calls that it concerns have this fault.</summary>
    public void Next(Func<FakeCall, bool> concerns, FakeFault fault, int times = 1)
    {
        lock (_lock)
            _planned.Add((concerns, fault, times));
    }

    /// <summary>Nothing goes wrong from now on.</summary>
    public void Heal()
    {
        lock (_lock)
            _planned.Clear();
    }

    public FakeFault? Take(FakeCall call)
    {
        lock (_lock)
        {
            var index = _planned.FindIndex(planned => planned.Concerns(call));
            if (index < 0)
                return null;
            var (concerns, fault, times) = _planned[index];
            if (times == 1)
                _planned.RemoveAt(index);
            else
                _planned[index] = (concerns, fault, times - 1);
            return fault;
        }
    }
}
