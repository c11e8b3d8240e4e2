namespace Migochat.Privacy;

/// <summary>What is wrong with a signed request, if anything.</summary>
internal enum SignedRequestCheck
{
    /// <summary>One of our secrets signed it, and it names somebody.</summary>
    Signed,

    /// <summary>It has not the form of one, another algorithm, or no user or time that can be. 400.</summary>
    Malformed,

    /// <summary>None of our secrets signed it. 401.</summary>
    WrongSignature,
}
