using IpStrategy.Domain.Calendar;

namespace IpStrategy.Domain.Tests.Calendar;

public sealed class DueRuleTests
{
    [Fact]
    public void Reads_back_what_it_wrote()
    {
        DueRule[] rules =
        [
            new DueRule.WorkingDays(15),
            new DueRule.CalendarDays(30),
            new DueRule.On(new DateOnly(2010, 11, 30)),
        ];

        Assert.Equal(["working:15", "calendar:30", "on:2010-11-30"], rules.Select(r => r.ToText()));
        Assert.Equal(rules, rules.Select(r => DueRule.FromText(r.ToText())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("working")]
    [InlineData("working:")]
    [InlineData("working:0")]
    [InlineData("working:-3")]
    [InlineData("working:+3")]
    [InlineData("working:99999999999")]
    [InlineData("calendar:3661")]
    [InlineData("on:2010-02-30")]
    [InlineData("on:2010-11-30:x")]
    [InlineData("hours:3")]
    public void Text_that_is_no_rule_gives_none(string? text) => Assert.Null(DueRule.FromText(text));

    [Fact]
    public void A_limit_of_no_days_cannot_be_made() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DueRule.WorkingDays(0));
}
