using System.Text;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Domain.Tests.Notices;

public sealed class NoticeEncodingTests
{
    private const string Text = "天津市知识产权局〔2010〕 镕 𠮷";

    public NoticeEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("GB18030", false)]
    public void Reads_the_encodings_notices_come_in(string name, bool marked)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. marked ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
        Assert.Equal(Text, NoticeEncoding.Decode(bytes));
    }

    [Fact]
    public void One_damaged_character_does_not_turn_utf8_into_another_encoding()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Text, 5))), 0xE5];
        Assert.StartsWith(Text, NoticeEncoding.Decode(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_nothing() => Assert.Equal("", NoticeEncoding.Decode([]));
}
