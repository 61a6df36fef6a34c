using System.Text;
using IpStrategy.Application.Accounts;

namespace IpStrategy.Application.Tests.Accounts;

public sealed class OneTimeCodesTests
{
    // The secret of the test vectors in RFC 4226 appendix D and RFC 6238 appendix B.
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(4, "338314")]
    [InlineData(5, "254676")]
    [InlineData(6, "287922")]
    [InlineData(7, "162583")]
    [InlineData(8, "399871")]
    [InlineData(9, "520489")]
    public void Codes_by_counter_are_those_of_RFC_4226(long counter, string code) =>
        Assert.Equal(code, OneTimeCodes.Of(Secret, counter));

    // The RFC shows eight digits; six are the last six of them.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_by_time_are_those_of_RFC_6238(long seconds, string eightDigits)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(eightDigits[2..], OneTimeCodes.Of(Secret, OneTimeCodes.StepAt(now)));
        Assert.Equal(seconds / 30, OneTimeCodes.FindStep(Secret, eightDigits[2..], now, 0));
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(60, false)]
    public void A_clock_may_be_off_by_one_step_and_no_more(int seconds, bool isTaken)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_125);
        var code = OneTimeCodes.Of(Secret, OneTimeCodes.StepAt(now.AddSeconds(seconds)));

        Assert.Equal(isTaken, OneTimeCodes.FindStep(Secret, code, now, 0) is not null);
    }

    [Fact]
    public void A_code_that_was_taken_is_not_taken_again_nor_is_one_before_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_125);
        var step = OneTimeCodes.StepAt(now);

        Assert.Null(OneTimeCodes.FindStep(Secret, OneTimeCodes.Of(Secret, step), now, step));
        Assert.Null(OneTimeCodes.FindStep(Secret, OneTimeCodes.Of(Secret, step - 1), now, step));
        Assert.Equal(step + 1, OneTimeCodes.FindStep(Secret, OneTimeCodes.Of(Secret, step + 1), now, step));
    }

    // RFC 4648 §10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Secrets_are_written_as_RFC_4648_says(string bytes, string text) =>
        Assert.Equal(text, KeyText.Of(Encoding.ASCII.GetBytes(bytes)));
}
