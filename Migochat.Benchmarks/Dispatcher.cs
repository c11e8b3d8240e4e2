namespace Migochat.Benchmarks;

/// <summary>Finds the verb that the first argument names and runs it.</summary>
public static class Dispatcher
{
    private const int Misuse = 2;

    /// <summary>Exit codes: the verb's own, 2 for arguments that make no sense.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<Verb> verbs, string[] args)
    {
        var verb = verbs.FirstOrDefault(candidate => args is [var name, ..] && candidate.Name == name);
        if (verb is null)
            return Usage(verbs, args);

        var arguments = new Arguments(args[1..]);
        if (verb.Help is not null && arguments.Flag("--help"))
        {
            Console.WriteLine(verb.Help);
            return 0;
        }

        try
        {
            return await verb.Run(arguments);
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return Misuse;
        }
    }

    private static int Usage(IReadOnlyList<Verb> verbs, string[] args)
    {
        Console.WriteLine("Usage: Migochat.Benchmarks VERB [options]; VERB --help lists its options.");
        foreach (var verb in verbs)
            Console.WriteLine($"  {verb.Name,-10} {verb.Summary}");

        return args is ["--help" or "-h"] ? 0 : Misuse;
    }
}
