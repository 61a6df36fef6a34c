using IpStrategy.Domain.Agencies;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Domain.Tests.Agencies;

/// <summary>Which reorganisations can be, and what they make of the directory.</summary>
public sealed class SuccessionTests
{
    private static readonly DateOnly _day = new(2018, 11, 1);
    private static readonly AgencyDirectory _directory = Reform2018.Directory;
    private static readonly NewAgency _market = new(
        new("scjgw"),
        "市市场监管委",
        "天津市市场监督管理委员会",
        AgencyKind.Department,
        true
    );

    [Fact]
    public void The_reference_data_announces_mergers_takings_in_a_division_and_renamings()
    {
        var steps = Reform2018.Steps;
        var mergers = steps.OfType<ReorganisationStep.Merge>().ToDictionary(m => m.Into.Code.Value);
        Assert.Equal(["gxj", "hg", "scjgw", "sfj", "xcb"], mergers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([new("gsj"), new("zjj")], mergers["scjgw"].Agencies);
        Assert.Equal([new("jxw"), new("zxqyj")], mergers["gxj"].Agencies);
        Assert.IsType<Heir.Existing>(mergers["sfj"].Into);
        var split = Assert.Single(steps.OfType<ReorganisationStep.Split>());
        Assert.Equal(["yaojj", "scjgw"], split.Into.Select(p => p.Into.Code.Value));
        Assert.IsType<Heir.Existing>(split.Into[1].Into);
        Assert.Equal(
            ["kw", "nw", "sww", "wgj", "jrb", "yjj"],
            steps.OfType<ReorganisationStep.Rename>().Select(r => r.Agency.Value)
        );
        Assert.Equal(steps.Select(s => s.EffectiveOn).Order(), steps.Select(s => s.EffectiveOn));
    }

    [Fact]
    public void Carried_out_the_reform_leaves_a_directory_without_its_old_names()
    {
        var after = Reform2018.Succession.After;
        Assert.Equal("scjgw", after.FindAt("天津市市场监督管理委员会", _day)?.Code.Value);
        Assert.Null(after.FindAt("市工商局", _day));
        Assert.Equal("gsj", after.FindAt("市工商局", _day.AddDays(-1))?.Code.Value);
        Assert.Equal("kw", after.FindAt("天津市科学技术局", _day)?.Code.Value);
        Assert.Null(after.FindAt("市科委", _day));
        Assert.Equal("kw", after.FindAt("市科委", _day.AddDays(-1))?.Code.Value);
        Assert.Equal(new AgencyCode("scjgw"), after.HeirOf(new("zjj")));
        Assert.Equal(new AgencyCode("kw"), after.HeirOf(new("kw")));
    }

    [Fact]
    public void History_shows_the_name_that_was_borne_on_the_day()
    {
        var science = Reform2018.Succession.After.Find(new AgencyCode("kw"))!;
        Assert.Equal("市科委", science.NameAt(_day.AddDays(-1)));
        Assert.Equal("市科学技术局", science.NameAt(_day));
        Assert.True(science.IsValidAt(_day));
        var again = new ReorganisationStep.Rename(new(2023, 6, 1), science.Code, "市科技局", "天津市科技局");
        var twice = Of(Reform2018.Succession.After, again).Value.After.Find(science.Code)!;
        Assert.Equal(
            ["市科委", "市科学技术局", "市科技局"],
            new DateOnly[] { new(2010, 3, 15), new(2020, 1, 1), new(2023, 6, 1) }.Select(twice.NameAt)
        );
    }

    [Fact]
    public void Steps_build_on_one_another()
    {
        var result = Of(
            _directory,
            Merge("scjgw", "gsj", "zjj"),
            new ReorganisationStep.Merge(_day.AddYears(5), [new("scjgw")], new Heir.Existing(new("zscqj")))
        );
        Assert.Equal([new AgencyCode("zscqj")], result.Value.HeirsOf(new AgencyCode("gsj")));
        Assert.Equal(new AgencyCode("zscqj"), result.Value.After.HeirOf(new("gsj")));
    }

    [Fact]
    public void A_groups_members_are_those_of_the_day()
    {
        var merged = Of(
            _directory,
            new ReorganisationStep.Merge(new(2012, 1, 1), [new("hpq")], new Heir.Existing(new("hxq")))
        ).Value.After;
        var districts = merged.Groups.Single(g => g.Type == AgencyGroupType.Closed);
        Assert.Equal(16, merged.MembersAt(districts, new DateOnly(2011, 12, 31)).Length);
        Assert.Equal(15, merged.MembersAt(districts, new DateOnly(2012, 1, 1)).Length);
        Assert.Equal(districts.Members.Distinct(), districts.Members);
    }

    public static TheoryData<string> Wrong => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused_by_name(string what)
    {
        var (steps, refusal) = Refused[what];
        Assert.Equal(refusal, Of(_directory, steps).Refusal);
    }

    [Fact]
    public void Without_steps_title_or_basis_there_is_no_reorganisation()
    {
        var step = Merge("scjgw", "gsj");
        Assert.IsType<ReorganisationIsEmpty>(Succession.Of(_directory, new Reorganisation("改革", "文", [])).Refusal);
        Assert.IsType<ReorganisationNeedsTitle>(
            Succession.Of(_directory, new Reorganisation(" ", "文", [step])).Refusal
        );
        Assert.IsType<ReorganisationNeedsLegalBasis>(
            Succession.Of(_directory, new Reorganisation("改革", "", [step])).Refusal
        );
        Assert.False(Succession.Of(_directory, new Reorganisation("改革", "文", [step])).IsRefused);
    }

    private static Dictionary<string, (ReorganisationStep[] Steps, DomainRefusal Refusal)> Refused =>
        new()
        {
            ["unknown"] = ([Merge("scjgw", "gsj", "nobody")], new StepAgencyIsUnknown(1, "nobody")),
            ["unknown successor"] = (
                [new ReorganisationStep.Merge(_day, [new("gsj")], new Heir.Existing(new("nobody")))],
                new StepAgencyIsUnknown(1, "nobody")
            ),
            ["not yet founded"] = (
                [Merge("scjgw", "gsj"), new ReorganisationStep.Close(_day, new("scjgw"))],
                new StepAgencyIsNotYetFounded(2, "scjgw", _day)
            ),
            ["gone"] = (
                [Merge("scjgw", "gsj"), new ReorganisationStep.Close(_day, new("gsj"))],
                new StepAgencyIsGone(2, "gsj", _day)
            ),
            ["before the last"] = (
                [Merge("scjgw", "gsj"), new ReorganisationStep.Close(_day.AddDays(-1), new("zjj"))],
                new StepIsBeforeTheLast(2, _day.AddDays(-1), _day)
            ),
            ["no successor"] = (
                [new ReorganisationStep.Merge(_day, [new("gsj")], new Heir.Existing(new("")))],
                new SuccessorIsMissing(1)
            ),
            ["itself"] = (
                [new ReorganisationStep.Merge(_day, [new("gsj"), new("zjj")], new Heir.Existing(new("zjj")))],
                new SuccessionIsCyclic(1, "zjj")
            ),
            ["in a circle"] = (
                [
                    new ReorganisationStep.Merge(_day, [new("gsj")], new Heir.Existing(new("zjj"))),
                    new ReorganisationStep.Merge(_day.AddDays(1), [new("zjj")], new Heir.Existing(new("gsj"))),
                ],
                new SuccessionIsCyclic(2, "gsj")
            ),
            ["code taken"] = ([Merge("kw", "gsj")], new SuccessorCodeIsTaken(1, "kw")),
            ["code of a group"] = ([Merge("qxzf", "gsj")], new SuccessorCodeIsTaken(1, "qxzf")),
            ["name taken"] = (
                [new ReorganisationStep.Rename(_day, new("gsj"), "市财政局", "天津市财政局")],
                new SuccessorNameIsTaken(1, "市财政局")
            ),
            ["no name"] = (
                [new ReorganisationStep.Rename(_day, new("gsj"), " ", "天津市工商局")],
                new SuccessorNeedsName(1)
            ),
            ["one part"] = (
                [new ReorganisationStep.Split(_day, new("gsj"), [new(new Heir.Founded(_market), null)])],
                new SplitNeedsSeveralSuccessors(1)
            ),
            ["moves nothing"] = (
                [new ReorganisationStep.Move(_day, new("gsj"), new Heir.Existing(new("zscqj")), "商标", [])],
                new MoveNamesNoAssignment(1)
            ),
            ["the office"] = ([Merge("scjgw", "ldxzb")], new TheOfficeCannotEnd(1)),
        };

    private static ReorganisationStep.Merge Merge(string into, params string[] agencies) =>
        new(
            _day,
            [.. agencies.Select(a => new AgencyCode(a))],
            new Heir.Founded(_market with { Code = new AgencyCode(into) })
        );

    private static IpStrategy.Workflow.Outcome<Succession> Of(
        AgencyDirectory directory,
        params ReorganisationStep[] steps
    ) => Succession.Of(directory, steps);
}
