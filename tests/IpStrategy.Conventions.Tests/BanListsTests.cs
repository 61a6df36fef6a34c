using System.Reflection;

namespace IpStrategy.Conventions.Tests;

/// <summary>A ban with a misspelt name never fires and nobody notices: every one must name something that exists.</summary>
public sealed class BanListsTests
{
    public static TheoryData<string> Projects => [.. Canary.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_ban_names_something_that_exists_and_what_to_use_instead(string project)
    {
        foreach (var (number, line) in Repository.Lines($"src/IpStrategy.{project}/BannedSymbols.txt"))
        {
            Assert.True(
                line.Split(';', 2) is [_, { Length: > 15 }],
                $"{project}, line {number}: say what to use instead"
            );
            Assert.True(Exists(line.Split(';')[0]), $"{project}, line {number}: {line} is no symbol of the framework");
        }
    }

    private static bool Exists(string documentationId)
    {
        var (kind, name) = (documentationId[0], documentationId[2..]);
        return kind switch
        {
            'T' => FindType(name) is not null,
            'N' => Everything.Any(t => t.Namespace?.StartsWith(name, StringComparison.Ordinal) == true),
            'P' => FindType(Owner(name))?.GetProperty(Member(name)) is not null,
            'M' => FindType(Owner(name))?.GetMethods().Any(m => IdOf(m) == name) == true,
            _ => false,
        };
    }

    private static string Owner(string name) => Path(name)[..Path(name).LastIndexOf('.')];

    private static string Member(string name) => Path(name)[(Path(name).LastIndexOf('.') + 1)..];

    private static string Path(string name) => name.Split('(')[0];

    private static string IdOf(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(p => p.ParameterType.FullName?.Replace('&', '@'));
        var list = string.Join(',', parameters);
        return $"{method.DeclaringType!.FullName}.{method.Name}" + (list.Length == 0 ? "" : $"({list})");
    }

    private static Type? FindType(string name) => Everything.FirstOrDefault(t => t.FullName == name);

    private static IReadOnlyList<Type> Everything { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(System.IO.Path.PathSeparator)
            .Select(System.IO.Path.GetFileNameWithoutExtension)
            .Where(n =>
                n!.StartsWith("System.", StringComparison.Ordinal)
                || n.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            )
            .SelectMany(n => Assembly.Load(n!).GetExportedTypes()),
    ];
}
