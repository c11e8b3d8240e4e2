using Migochat.Api;
using Migochat.Data;

namespace Migochat.LocalHost.Keys;

/// <summary>Finds the host's keys and <c>admin_key</c> in the configuration, else in the key file, and makes those that are in neither.</summary>
internal sealed class KeySetup(ConfigurationManager configuration, TextWriter output, bool isTerminal)
{
    private static readonly (string Name, string Setting)[] Known =
        [("default", "FunctionKeys:default"), ("master", "FunctionKeys:master"), ("admin_key", "admin_key")];

    /// <summary>
    /// Adds the missing keys to the configuration. New keys are printed once, and only to a terminal, since other output is kept as
    /// a log; otherwise it prints where the keys are.
    /// </summary>
    public FunctionKeys Complete(KeyFile file)
    {
        var missing = Known.Where(key => string.IsNullOrWhiteSpace(configuration[key.Setting])).ToList();
        if (missing.Count > 0)
            Add(missing, file);
        else
            output.WriteLine("Keys are in the settings");
        return new FunctionKeys(configuration["FunctionKeys:default"]!, configuration["FunctionKeys:master"]!);
    }

    private void Add(List<(string Name, string Setting)> missing, KeyFile file)
    {
        var keys = file.Read();
        var made = missing.Where(key => string.IsNullOrWhiteSpace(keys.GetValueOrDefault(key.Name))).ToList();
        foreach (var (name, _) in made)
            keys[name] = KeyFile.NewKey();
        if (made.Count > 0)
            file.Write(keys);
        Print(made.Select(key => $"  {key.Name}: {keys[key.Name]}").ToList(), file.Path);
        // Only missing keys are added, so no other source is overridden.
        configuration.AddInMemoryCollection(missing.Select(key => new KeyValuePair<string, string?>(key.Setting, keys[key.Name])));
    }

    private void Print(List<string> made, string path)
    {
        if (made.Count == 0)
        {
            output.WriteLine($"Keys are in {path}");
            return;
        }

        if (!isTerminal)
        {
            output.WriteLine($"New keys are in {path}");
            return;
        }

        output.WriteLine($"New keys, kept in {path} and shown only now:");
        foreach (var line in made)
            output.WriteLine(line);
    }
}
