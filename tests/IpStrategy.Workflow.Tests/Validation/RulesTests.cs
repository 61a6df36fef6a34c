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
        "IMPORT_TYPE_WRONG",
        "IMPORT_NAMESPACE_WRONG",
        "DUPLICATE_IMPORTED_ID",
    ];

    // No file can keep these and be changed a little: they say that there is no file of BPMN at all.
    private static readonly string[] OfWholeFiles =
    [
        "MALFORMED_XML",
        "DOCUMENT_TYPE",
        "NO_DEFINITIONS",
        "UNKNOWN_ENCODING",
        "TOO_DEEP",
    ];

    public static TheoryData<string> Codes => [.. RuleCases.All.Keys];

    private static readonly ConstraintPair[] Pairs = [.. ConstraintPairs.All];

    public static TheoryData<int, string> PairsByNumber
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < Pairs.Length; i++)
            {
                data.Add(i, Pairs[i].Code);
            }
            return data;
        }
    }

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

    [Theory]
    [MemberData(nameof(PairsByNumber))]
    public void The_smallest_change_breaks_a_constraint_and_nothing_else(int number, string code)
    {
        var pair = Pairs[number];
        var right = BpmnText.Read(pair.Right);
        var wrong = BpmnText.Read(pair.Wrong);

        Assert.True(right.IsOk, Shown(right, pair.Right));
        Assert.DoesNotContain(right.Diagnostics, d => d.Code == code);
        Assert.True(
            wrong.Diagnostics.Any(d => d.Code == code && d.ElementId == pair.Element),
            Shown(wrong, pair.Wrong)
        );
        var broken = wrong.Diagnostics.Where(d => d.BreaksStandard).Select(d => d.Code).ToHashSet();
        Assert.Equal(Catalogue.Single(r => r.Code == code).BreaksStandard, broken.Contains(code));
        Assert.True(broken.IsSubsetOf([code, .. pair.Others]), Shown(wrong, pair.Wrong));
    }

    [Fact]
    public void Every_rule_of_the_catalogue_has_a_case()
    {
        var codes = Catalogue.Select(r => r.Code).ToList();
        var tested = RuleCases.All.Keys.Concat(TestedElsewhere).Concat(Pairs.Select(p => p.Code)).ToHashSet();

        Assert.Empty(codes.Except(tested));
        Assert.Empty(tested.Except(codes));
    }

    // Of what breaks the standard both sides must be known: what is wrong, and what is right.
    [Fact]
    public void Every_rule_that_makes_a_file_wrong_has_a_file_that_keeps_it()
    {
        var codes = Catalogue.Where(r => r.BreaksStandard).Select(r => r.Code);

        Assert.Empty(codes.Except(Pairs.Select(p => p.Code)).Except(TestedElsewhere).Except(OfWholeFiles));
    }

    private static string Shown(Workflow.Bpmn.BpmnFile file, string xml) =>
        string.Join('\n', file.Diagnostics.Select(d => $"{d.Code} [{d.ElementId}] {d.BreaksStandard} {d.Message}"))
        + "\n"
        + xml;

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
