using System.Reflection;
using IpStrategy.Workflow.Tests.Bpmn;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Tests.Validation;

public sealed class RulesTests
{
    // Rules whose finding depends on what the host says, or on bytes; they have tests of their own.
    private static readonly string[] TestedElsewhere =
    [
        "TOO_LARGE",
        "WRONG_ENCODING",
        "HANDLER_UNKNOWN",
        "HANDLER_IGNORED",
        "SCRIPT_IGNORED",
        "LISTENER_UNKNOWN",
    ];

    public static TheoryData<string> Codes => [.. RuleCases.All.Keys];

    private static IEnumerable<Rule> Catalogue =>
        typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.GetValue(null)).OfType<Rule>();

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_rule_is_found_with_its_place_and_its_weight(string code)
    {
        var (xml, breaks, prevents) = RuleCases.All[code];

        var file = BpmnText.Read(xml);

        var found = file.Diagnostics.Where(d => d.Code == code).ToList();
        Assert.True(
            found.Count > 0,
            $"not found; found instead: {string.Join(", ", file.Diagnostics.Select(d => d.Code))}"
        );
        Assert.All(found, d => Assert.Equal((breaks, prevents), (d.BreaksStandard, d.PreventsExecution)));
        Assert.All(found, d => Assert.True(d.Place is { Line: > 0, Column: > 0 }));
        Assert.All(found, d => Assert.DoesNotContain('{', d.Message.Replace("${", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_of_the_catalogue_has_a_case()
    {
        var codes = Catalogue.Select(r => r.Code).ToList();

        Assert.Empty(codes.Except(RuleCases.All.Keys).Except(TestedElsewhere));
        Assert.Empty(RuleCases.All.Keys.Concat(TestedElsewhere).Except(codes));
    }

    [Fact]
    public void Codes_are_unique_and_in_upper_case()
    {
        var codes = Catalogue.Select(r => r.Code).ToList();

        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.All(codes, c => Assert.Matches("^[A-Z]+(_[A-Z]+)*$", c));
    }

    [Fact]
    public void What_keeps_a_file_from_running_is_an_error_and_the_rest_is_not()
    {
        Assert.All(
            Catalogue,
            r => Assert.Equal(r.PreventsExecution, r.Severity == Workflow.Bpmn.DiagnosticSeverity.Error)
        );
    }
}
