using IpStrategy.Application.Delivery;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Web.Delivery;

namespace IpStrategy.Web.Tests.Delivery;

/// <summary>Mails are worded from facts: what it is about, by when, who sent it and what he says.</summary>
public sealed class MailTextsTests
{
    private static readonly MessageFacts Facts = new(
        26,
        "26",
        "完善专利资助政策",
        "acknowledge",
        "签收",
        "zscqj",
        new DateOnly(2010, 3, 18),
        From: "李四(代张三)",
        Text: "属实吗"
    );

    [Theory]
    [InlineData(MessageKind.Delegated, "【委派】26 签收,期限 2010-03-18", "李四(代张三)请你提出意见")]
    [InlineData(MessageKind.Resolved, "【答复】26 签收,期限 2010-03-18", "李四(代张三)已答复")]
    [InlineData(MessageKind.TakenOver, "【接管】26 签收", "已由 李四(代张三) 接管")]
    [InlineData(MessageKind.AskedToSign, "26", "李四(代张三)")]
    public void Whoever_gets_or_loses_work_reads_from_whom_and_what(MessageKind kind, string subject, string sentence)
    {
        var mail = new MailTexts().Word(kind, Facts);

        Assert.Contains(subject, mail.Subject, StringComparison.Ordinal);
        Assert.Contains("完善专利资助政策", mail.Body, StringComparison.Ordinal);
        Assert.Contains(sentence, mail.Body, StringComparison.Ordinal);
        Assert.Contains("属实吗", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_kind_of_message_goes_out_as_the_name_of_a_text()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
        {
            var (subject, body) = new MailTexts().Word(kind, Facts with { To = "王五", For = "张三" });
            Assert.DoesNotContain($"{kind}.", subject, StringComparison.Ordinal);
            Assert.DoesNotContain($"{kind}.", body, StringComparison.Ordinal);
        }
    }
}
