using System.Xml.Linq;

namespace IpStrategy.Conventions.Tests;

/// <summary>The list of references in each project file is the architecture: docs/architecture.md.</summary>
public sealed class ReferencesTests
{
    public static TheoryData<string, string> Allowed =>
        new()
        {
            { "Workflow", "" },
            { "Domain", "Workflow" },
            { "Persistence", "Domain Workflow" },
            { "Application", "Domain Persistence Workflow" },
            { "Web", "Application Domain Persistence Workflow" },
            { "Cli", "Application Domain Persistence Workflow" },
        };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_project_references_the_ones_below_it_and_no_other(string project, string allowed)
    {
        var references = ProjectReferences($"src/IpStrategy.{project}/IpStrategy.{project}.csproj");

        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries), references);
    }

    [Fact]
    public void There_is_no_other_project_in_src() =>
        Assert.Equal(
            Allowed
                .Select(row => $"src/IpStrategy.{row.Data.Item1}/IpStrategy.{row.Data.Item1}.csproj")
                .Order(StringComparer.Ordinal),
            Repository.Files("src", ".csproj")
        );

    [Theory]
    [InlineData("Workflow")]
    [InlineData("Domain")]
    public void The_pure_libraries_use_no_package(string project)
    {
        var file = XDocument.Load(Repository.PathOf($"src/IpStrategy.{project}/IpStrategy.{project}.csproj"));

        Assert.Empty(file.Descendants("PackageReference"));
        Assert.Empty(file.Descendants("FrameworkReference"));
    }

    [Fact]
    public void No_reference_comes_in_through_another() =>
        Assert.Contains(
            "<DisableTransitiveProjectReferences>true<",
            Repository.Read("Directory.Build.props"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Only_its_own_tests_and_the_benchmarks_see_a_projects_internals()
    {
        var friends =
            from file in Repository.Files("src", ".csproj")
            from friend in XDocument.Load(Repository.PathOf(file)).Descendants("InternalsVisibleTo")
            select friend.Attribute("Include")!.Value;

        Assert.All(friends, f => Assert.Matches(@"^IpStrategy\.(\w+\.Tests|Benchmarks)$", f));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Repository.Read("IpStrategy.sln").Replace('\\', '/');

        Assert.All(
            Repository.Files(".", ".csproj").Select(f => f.StartsWith("./", StringComparison.Ordinal) ? f[2..] : f),
            f => Assert.Contains(f, solution, StringComparison.Ordinal)
        );
    }

    private static IEnumerable<string> ProjectReferences(string file) =>
        XDocument
            .Load(Repository.PathOf(file))
            .Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["IpStrategy.".Length..])
            .Order(StringComparer.Ordinal);
}
