using System.Globalization;

namespace Migochat.Benchmarks;

/// <summary>Options of the form <c>--name value</c> and flags of the form <c>--name</c>. A verb takes its own and then calls <see cref="RejectRest"/>.</summary>
public sealed class Arguments(IEnumerable<string> arguments)
{
    private readonly List<string> _left = [.. arguments];

    /// <summary>Whether the flag was given.</summary>
    public bool Flag(string name) => _left.Remove(name);

    /// <summary>The option's value, or null where it was not given.</summary>
    /// <exception cref="UsageException">The option stands last, without a value.</exception>
    public string? Text(string name)
    {
        var at = _left.IndexOf(name);
        if (at < 0)
            return null;

        if (at + 1 == _left.Count)
            throw new UsageException($"{name} needs a value.");

        var value = _left[at + 1];
        _left.RemoveRange(at, 2);
        return value;
    }

    /// <summary>The option as a whole number of at least 1.</summary>
    /// <exception cref="UsageException">The value is anything else.</exception>
    public int Count(string name, int otherwise) => Text(name) is { } text ? ParseCount(name, text) : otherwise;

    /// <summary>The option as a comma-separated list of whole numbers of at least 1.</summary>
    /// <exception cref="UsageException">The value is anything else.</exception>
    public IReadOnlyList<int> Counts(string name, IReadOnlyList<int> otherwise) =>
        Text(name) is { } text ? [.. text.Split(',').Select(part => ParseCount(name, part))] : otherwise;

    /// <summary>The arguments that no earlier call took, as names of files.</summary>
    /// <exception cref="UsageException">An option is left.</exception>
    public IReadOnlyList<string> Rest() => _left.Find(argument => argument.StartsWith('-')) is { } option
        ? throw new UsageException($"Unknown argument {option}; --help lists the options.")
        : [.. _left];

    /// <summary>Refuses arguments that no earlier call took.</summary>
    /// <exception cref="UsageException">Arguments are left.</exception>
    public void RejectRest()
    {
        if (_left is [var first, ..])
            throw new UsageException($"Unknown argument {first}; --help lists the options.");
    }

    private static int ParseCount(string name, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new UsageException($"{name} wants whole numbers of at least 1, not '{text}'.");
}
