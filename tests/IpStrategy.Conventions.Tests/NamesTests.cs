namespace IpStrategy.Conventions.Tests;

/// <summary>A name says what a thing is; these say only that somebody did not know where to put it.</summary>
public sealed class NamesTests
{
    private static readonly string[] EmptyEndings =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Service",
        "Processor",
        "Impl",
        "Base",
        "Data",
        "Info",
    ];

    private static readonly string[] EmptyFolders =
    [
        "Common",
        "Shared",
        "Core",
        "Abstractions",
        "Infrastructure",
        "Models",
        "Helpers",
        "Utils",
        "Services",
        "Managers",
        "Contracts",
        "Misc",
    ];

    [Fact]
    public void No_type_has_an_ending_that_says_nothing() =>
        Exceptions.AssertOnlyExcepted(
            "name",
            Sources.Types.Where(t => EndingOf(t) is { } ending && !IsTheFrameworks(t, ending)).Select(t => t.FullName!),
            "Say what it is"
        );

    [Fact]
    public void No_folder_is_a_drawer_without_a_label() =>
        Exceptions.AssertOnlyExcepted(
            "folder",
            Repository
                .Files("src")
                .Select(f => Path.GetDirectoryName(f)!.Replace('\\', '/'))
                .Where(d => d.Split('/').Any(EmptyFolders.Contains)),
            "Name the folder for what it is about"
        );

    [Fact]
    public void A_file_of_src_stands_in_the_namespace_of_its_folder()
    {
        var strays =
            from file in Repository.Files("src", ".cs")
            where !file.Contains("/Migrations/", StringComparison.Ordinal)
            let declared = Repository
                .Lines(file)
                .Select(l => l.Text)
                .FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where declared is not null
            let folder = Path.GetDirectoryName(file)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
            where declared.TrimEnd(';', ' ') != "namespace " + folder
            select $"{file}: {declared}";

        Assert.Empty(strays);
    }

    private static string? EndingOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        return EmptyEndings.FirstOrDefault(e => name.EndsWith(e, StringComparison.Ordinal));
    }

    // A BackgroundService is one because the framework calls it so.
    private static bool IsTheFrameworks(Type type, string ending) =>
        type.GetInterfaces()
            .Append(type.BaseType)
            .OfType<Type>()
            .Any(b => !Sources.IsOurs(b) && b.Name.Split('`')[0].EndsWith(ending, StringComparison.Ordinal));
}
