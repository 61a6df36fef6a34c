using IpStrategy.Domain.Reminders;

namespace IpStrategy.Domain.Tests.Reminders;

public sealed class ReminderRuleTests
{
    [Fact]
    public void The_default_escalates_from_the_officer_to_the_leadership()
    {
        const string text = "-5:officer -1:officer 0:officer 1:leader 3:office every 5:leadership";

        Assert.Equal(text, ReminderRule.Default.ToText());
        Assert.Equal(ReminderRule.Default, ReminderRule.FromText(text));
    }

    [Fact]
    public void A_rule_may_end_and_may_be_nothing_but_a_repetition()
    {
        Assert.Null(ReminderRule.FromText("0:officer")!.Repeat);
        Assert.Empty(ReminderRule.FromText("every 2:office")!.Steps);
        Assert.Empty(ReminderRule.FromText("")!.Steps);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1:officer 0:officer")]
    [InlineData("0:officer 0:leader")]
    [InlineData("0:mayor")]
    [InlineData("x:officer")]
    [InlineData("0")]
    [InlineData("0:officer every")]
    [InlineData("0:officer every 0:office")]
    [InlineData("0:officer every 5:office 9:office")]
    [InlineData("-2147483648:officer")]
    public void Text_that_is_no_rule_gives_none(string? text) => Assert.Null(ReminderRule.FromText(text));
}
