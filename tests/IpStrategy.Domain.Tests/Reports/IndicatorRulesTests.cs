using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Reports;

namespace IpStrategy.Domain.Tests.Reports;

/// <summary>Counted targets: the figures of 21 and 23, added up over agencies and periods.</summary>
public sealed class IndicatorRulesTests
{
    private static readonly DateOnly June = new(2010, 6, 30);
    private static readonly DateOnly July = new(2010, 7, 31);

    private static readonly IndicatorFigure[] Figures =
    [
        new("hpq", June, 20),
        new("hpq", July, 35),
        new("hdq", June, 40),
        new("tjkfq", July, 5.5m),
    ];

    [Theory]
    [InlineData(Aggregation.Sum, 100.5)]
    [InlineData(Aggregation.Latest, 80.5)]
    [InlineData(Aggregation.Max, 40)]
    public void Figures_become_one_as_the_indicator_says(Aggregation aggregation, double total) =>
        Assert.Equal((decimal)total, IndicatorRules.Total(aggregation, Figures));

    [Fact]
    public void Nothing_reported_is_not_nought()
    {
        Assert.Null(IndicatorRules.Total(Aggregation.Sum, []));
        Assert.Null(IndicatorRules.LightOf(About(100, 10), null));
        Assert.Equal(0m, IndicatorRules.Total(Aggregation.Sum, [new("hpq", June, 0)]));
    }

    [Theory]
    [InlineData(1000, 10, 1000, IndicatorLight.Reached)]
    [InlineData(1000, 10, 1300, IndicatorLight.Reached)]
    [InlineData(1000, 10, 999, IndicatorLight.WithinTolerance)]
    [InlineData(1000, 10, 900, IndicatorLight.WithinTolerance)]
    [InlineData(1000, 10, 899, IndicatorLight.Short)]
    [InlineData(10, 10, 9, IndicatorLight.WithinTolerance)]
    [InlineData(300, 0, 299, IndicatorLight.Short)]
    [InlineData(300, 0, 300, IndicatorLight.Reached)]
    public void A_light_says_reached_about_reached_or_short(
        int target,
        int tolerance,
        int total,
        IndicatorLight light
    ) => Assert.Equal(light, IndicatorRules.LightOf(About(target, tolerance), total));

    [Fact]
    public void The_lead_enters_its_own_figures_and_those_of_the_agencies_it_counts()
    {
        var leads = new IndicatorLeads(["zscqj"], []);
        var officer = new Actor(1, "张三", Post.Officer, "zscqj");
        Assert.Null(IndicatorRules.MayEnter(officer, leads, "zscqj"));
        Assert.Null(IndicatorRules.MayEnter(officer, leads, "hpq"));
        Assert.NotNull(IndicatorRules.MayEnter(new Actor(2, "李四", Post.Officer, "gsj"), leads, "gsj"));
        Assert.NotNull(IndicatorRules.MayEnter(new Actor(3, "office", Post.Clerk, null), leads, "zscqj"));
        Assert.NotNull(IndicatorRules.MayEnter(new Actor(4, "mayor", Post.Leadership, null), leads, "zscqj"));
    }

    [Fact]
    public void Of_several_that_lead_severally_none_enters_for_another()
    {
        var leads = new IndicatorLeads(["hpq", "hdq"], []);
        var officer = new Actor(1, "张三", Post.Officer, "hpq");
        Assert.Null(IndicatorRules.MayEnter(officer, leads, "hpq"));
        Assert.NotNull(IndicatorRules.MayEnter(officer, leads, "hdq"));
    }

    [Fact]
    public void Whose_part_stands_still_is_told_so_and_nobody_enters_for_it_meanwhile()
    {
        var leads = new IndicatorLeads(["hpq"], ["hdq"]);
        var held = new Actor(1, "张三", Post.Officer, "hdq");
        Assert.IsType<UndertakingIsSuspended>(IndicatorRules.MayEnter(held, leads, "hdq"));
        var other = new Actor(2, "李四", Post.Officer, "hpq");
        Assert.Null(IndicatorRules.MayEnter(other, leads, "hpq"));
        Assert.IsType<OnlyTheLeadEntersFigures>(IndicatorRules.MayEnter(other, leads, "hdq"));
    }

    [Theory]
    [InlineData("12", true)]
    [InlineData("3.5", true)]
    [InlineData("0", true)]
    [InlineData("-1", false)]
    [InlineData("1,000", false)]
    [InlineData("1e3", false)]
    [InlineData("十", false)]
    [InlineData("1000000000001", false)]
    public void A_figure_is_a_plain_number(string text, bool isOne) =>
        Assert.Equal(isOne, AnswerRules.FigureOf(text) is not null);

    [Fact]
    public void Percentages_are_not_added_up()
    {
        Assert.Equal(Aggregation.Max, IndicatorRules.UsualFor("%"));
        Assert.Equal(Aggregation.Sum, IndicatorRules.UsualFor("家"));
    }

    private static IndicatorTarget About(decimal target, decimal tolerance) =>
        new("龙头企业", "家", target, tolerance, Aggregation.Sum);
}
