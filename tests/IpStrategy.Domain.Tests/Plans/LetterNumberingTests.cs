using IpStrategy.Domain.Plans;

namespace IpStrategy.Domain.Tests.Plans;

public sealed class LetterNumberingTests
{
    [Theory]
    [InlineData(LetterNumbering.Standard, "交办〔2010〕7号")]
    [InlineData("津知战办〔{year}〕{number:000}号", "津知战办〔2010〕007号")]
    [InlineData("{year}-{assignment:00}-{number}", "2010-42-7")]
    public void A_number_follows_the_pattern(string pattern, string expected) =>
        Assert.Equal(expected, LetterNumbering.Of(pattern).Number(2010, 7, 42));

    [Theory]
    [InlineData("交办{number}号")]
    [InlineData("交办〔{year}〕号")]
    [InlineData("〔{year}〕{number}{month}")]
    [InlineData("〔{year}〕{number:0x}")]
    [InlineData("〔{year}〕{number")]
    [InlineData("")]
    public void A_pattern_that_would_number_two_alike_or_says_nonsense_is_refused(string pattern)
    {
        Assert.NotNull(LetterNumbering.MistakeIn(pattern));
        Assert.Throws<ArgumentException>(() => LetterNumbering.Of(pattern));
    }
}
