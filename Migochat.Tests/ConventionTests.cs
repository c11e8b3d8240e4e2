using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Migochat.Data;
using Migochat.Functions.Webhooks;
using Migochat.LocalHost;

namespace Migochat.Tests;

/// <summary>What CONTRIBUTING.md asks for and a machine can check.</summary>
public sealed class ConventionTests
{
    private static readonly Assembly Domain = typeof(MigochatDatabase).Assembly;
    private static readonly Assembly App = typeof(ReceiveWebhook).Assembly;
    private static readonly Assembly Host = typeof(LocalHostOptions).Assembly;

    // CONTRIBUTING.md has the same list.
    private static readonly string[] FoldersFromBelow =
        ["Data", "Api", "Texts", "Settings", "Access", "Graph", "Messaging", "People", "Scoring", "Fetches", "Leads", "Replies", "Privacy", "Webhooks", "Legacy", "Health"];

    // A namespace of the domain, wherever a file names one.
    private static readonly Regex DomainUse = new(
        $@"\bMigochat\.(?<folder>{string.Join('|', FoldersFromBelow)})\b(?!\.json)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // A Markdown link to a file: its path up to an anchor.
    private static readonly Regex Link = new(@"\]\((?!https?:|#)(?<target>[^)#]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [Fact]
    public void A_function_has_the_name_of_its_class_and_file_and_its_method_is_Run()
    {
        var functions =
            from type in App.GetTypes()
            from method in type.GetMethods()
            let name = method.GetCustomAttribute<FunctionAttribute>()?.Name
            where name is not null
            select $"{type.Namespace!.Replace('.', '/').Replace("Migochat/", "Migochat.", StringComparison.Ordinal)}/{name}.cs {type.Name}.{method.Name}";
        var files =
            from file in Repository.Files()
            where file.StartsWith("Migochat.Functions/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            where file != "Migochat.Functions/Program.cs" && !file.StartsWith("Migochat.Functions/Hosting/", StringComparison.Ordinal)
            select $"{file} {Path.GetFileNameWithoutExtension(file)}.Run";

        Assert.Equal(files.Order(StringComparer.Ordinal), functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Classes_are_sealed_unless_they_are_there_to_be_derived_from()
    {
        var open = from type in Types()
                   where type is { IsClass: true, IsSealed: false, IsAbstract: false } && !IsGenerated(type) && type != Host.EntryPoint!.DeclaringType && type != App.EntryPoint!.DeclaringType
                   select type.FullName;

        Assert.Empty(open);
    }

    [Fact]
    public void Only_the_scopes_and_the_checkpointer_take_the_write_lock()
    {
        var holders = from type in Domain.GetTypes()
                      from constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                      where constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(WriteLock)) && type.DeclaringType != typeof(WriteLock)
                      select type.Name;

        Assert.Equal([nameof(Checkpointer), nameof(WriteScopes)], holders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Private_fields_are_written_with_an_underscore()
    {
        var others = from type in Types()
                     where !IsGenerated(type)
                     from field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                     where field.IsPrivate && !field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name[0] is not ('_' or '<')
                     select $"{type.FullName}.{field.Name}";

        Assert.Empty(others);
    }

    [Fact]
    public void Domain_knows_nothing_of_Azure_Functions_and_of_the_hosts()
    {
        var references = Domain.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(references, name =>
            name.Contains("Functions", StringComparison.Ordinal) || name.StartsWith("Migochat", StringComparison.Ordinal));
        Assert.DoesNotContain("Functions", Repository.Read("Migochat.Domain/Migochat.Domain.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_of_the_domain_use_only_those_before_them()
    {
        var backwards = from file in Repository.Files()
                        where file.StartsWith("Migochat.Domain/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
                        let folder = Array.IndexOf(FoldersFromBelow, file.Split('/')[1])
                        where folder >= 0
                        from Match use in DomainUse.Matches(Repository.Read(file))
                        where Array.IndexOf(FoldersFromBelow, use.Groups["folder"].Value) > folder
                        select $"{file} uses {use.Groups["folder"].Value}";

        Assert.Equal(FoldersFromBelow.Order(StringComparer.Ordinal), DomainFolders().Order(StringComparer.Ordinal));
        Assert.Empty(backwards);
    }

    [Fact]
    public void Only_the_engines_and_the_adoption_name_the_engines_libraries()
    {
        var library = new Regex(@"\b(Microsoft\.Data\.Sqlite|SQLitePCL|Npgsql)\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        string[] engines = ["Migochat.Domain/Data/Sqlite/", "Migochat.Domain/Data/Postgres/", "Migochat.Domain/Legacy/"];
        var naming = ProgramFiles().Where(file => library.IsMatch(Repository.Read(file))).ToList();

        Assert.All(engines, folder => Assert.Contains(naming, file => file.StartsWith(folder, StringComparison.Ordinal)));
        Assert.DoesNotContain(naming, file => !Array.Exists(engines, folder => file.StartsWith(folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void No_code_of_the_service_is_unsafe_or_calls_native_libraries()
    {
        var unsafeCode = new Regex(@"\bunsafe\b|LibraryImport|DllImport|AllowUnsafeBlocks", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var projects = Repository.Files().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.StartsWith("Migochat.Tests", StringComparison.Ordinal));

        Assert.DoesNotContain(ProgramFiles().Concat(projects), file => unsafeCode.IsMatch(Repository.Read(file)));
    }

    [Fact]
    public void Nothing_is_left_for_later_in_the_text()
    {
        // In halves, so that this file does not hold them.
        string[] forbidden = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var word = new Regex($@"\b({string.Join('|', forbidden)})\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(Repository.Files().Where(IsText), file => word.IsMatch(Repository.Read(file)));
    }

    [Fact]
    public void Links_in_the_documents_lead_somewhere()
    {
        var broken = from file in Repository.Files()
                     where file.EndsWith(".md", StringComparison.Ordinal)
                     from Match link in Link.Matches(Repository.Read(file))
                     let target = link.Groups["target"].Value
                     where !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, target))
                     select $"{file}: {target}";

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("README.md", 150)]
    [InlineData("docs/decisions", 25)]
    public void Documents_stay_short(string path, int lines)
    {
        var tooLong = from file in Repository.Files()
                      where file.StartsWith(path, StringComparison.Ordinal) && Repository.Read(file).Split('\n').Length - 1 > lines
                      select file;

        Assert.Empty(tooLong);
    }

    private static IEnumerable<Type> Types() => [.. Domain.GetTypes(), .. App.GetTypes(), .. Host.GetTypes()];

    private static IEnumerable<string> ProgramFiles() =>
        from file in Repository.Files()
        where file.EndsWith(".cs", StringComparison.Ordinal)
        where file.Split('/')[0] is "Migochat.Domain" or "Migochat.Functions" or "Migochat.LocalHost"
        select file;

    private static IEnumerable<string> DomainFolders() =>
        from folder in new DirectoryInfo(Path.Combine(Repository.Root, "Migochat.Domain")).EnumerateDirectories()
        where folder.Name is not ("bin" or "obj")
        select folder.Name;

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.IsDefined(typeof(GeneratedCodeAttribute)) || type.Namespace is "Migochat.Data.Migrations" or "Migochat.Data.PostgresMigrations"
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static bool IsText(string file) => Path.GetExtension(file) is not (".db" or ".png");
}
