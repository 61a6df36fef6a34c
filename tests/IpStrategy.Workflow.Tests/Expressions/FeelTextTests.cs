namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class FeelTextTests
{
    [Theory]
    [InlineData("substring(\"foobar\", 3)", "\"obar\"")]
    [InlineData("substring(\"foobar\", 3, 3)", "\"oba\"")]
    [InlineData("substring(\"foobar\", -2, 1)", "\"a\"")]
    [InlineData("substring(\"foobar\", 0)", "null")]
    [InlineData("substring(\"foobar\", 3, 100)", "\"obar\"")]
    [InlineData("substring(\"\\U01F40Eab\", 2)", "\"ab\"")]
    [InlineData("substring(\"天津市知识产权局\", 4, 4)", "\"知识产权\"")]
    [InlineData("string length(\"foo\")", "3")]
    [InlineData("string length(\"\")", "0")]
    [InlineData("upper case(\"aBc4\")", "\"ABC4\"")]
    [InlineData("lower case(\"aBc4\")", "\"abc4\"")]
    [InlineData("substring before(\"foobar\", \"bar\")", "\"foo\"")]
    [InlineData("substring before(\"foobar\", \"xyz\")", "\"\"")]
    [InlineData("substring after(\"foobar\", \"ob\")", "\"ar\"")]
    [InlineData("substring after(\"foobar\", \"\")", "\"foobar\"")]
    [InlineData("substring after(\"\", \"a\")", "\"\"")]
    [InlineData("contains(\"foobar\", \"of\")", "false")]
    [InlineData("contains(\"foobar\", \"oba\")", "true")]
    [InlineData("starts with(\"foobar\", \"fo\")", "true")]
    [InlineData("ends with(\"foobar\", \"r\")", "true")]
    [InlineData("contains(null, \"r\")", "null")]
    [InlineData("contains(1, \"r\")", "null")]
    public void String_functions_count_code_points(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Theory]
    [InlineData("matches(\"foobar\", \"^fo*b\")", "true")]
    [InlineData("matches(\"foobar\", \"bar\")", "true")]
    [InlineData("matches(\"FoO\", \"foo\", \"i\")", "true")]
    [InlineData("matches(\"a\\nb\", \"a.b\")", "false")]
    [InlineData("matches(\"a\\nb\", \"a.b\", \"s\")", "true")]
    [InlineData("matches(\"a\\nb\", \"^b$\")", "false")]
    [InlineData("matches(\"a\\nb\", \"^b$\", \"m\")", "true")]
    [InlineData("matches(\"ab\\n\", \"b$\")", "false")]
    [InlineData("matches(\"hello\", \"h e l l o\", \"x\")", "true")]
    [InlineData("matches(\"a.b\", \"a.b\", \"q\")", "true")]
    [InlineData("matches(\"axb\", \"a.b\", \"q\")", "false")]
    [InlineData("matches(\"abab\", \"(ab)\\1\")", "true")]
    [InlineData("matches(\"\\U01F40E\", \"^.$\")", "true")]
    [InlineData("matches(\"b\", \"[a-z-[aeiou]]\")", "true")]
    [InlineData("matches(\"e\", \"[a-z-[aeiou]]\")", "false")]
    [InlineData("matches(\"x1:\", \"^\\i\\c*$\")", "true")]
    [InlineData("matches(\"A\", \"\\p{Lu}\")", "true")]
    [InlineData("matches(\"a\", \"a\", null)", "true")]
    [InlineData("matches(\"a\", \"a\", \"z\")", "null")]
    [InlineData("matches(\"a\", \"(\")", "null")]
    [InlineData("matches(\"a\", \"(?=a)\")", "null")]
    [InlineData("matches(\"a\", \"\\b\")", "null")]
    [InlineData("matches(\"a\", \"[\")", "null")]
    [InlineData("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\"")]
    [InlineData("replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\"")]
    [InlineData("replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\"")]
    [InlineData("replace(\"a1b2\", \"[0-9]\", \"<$0>\")", "\"a<1>b<2>\"")]
    [InlineData("replace(\"abc\", \"b\", \"\\$\")", "\"a$c\"")]
    [InlineData("replace(\"abc\", \"b\", \"$\")", "null")]
    [InlineData("replace(\"abc\", \"x*\", \"-\")", "null")]
    [InlineData("replace(\"abc\", \"B\", \"x\", \"i\")", "\"axc\"")]
    [InlineData("replace(\"ab\", \"(a)\", \"$12\")", "\"a2b\"")]
    [InlineData("split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]")]
    [InlineData("split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]")]
    [InlineData("split(\"\", \";\")", "[\"\"]")]
    public void Patterns_are_those_of_xpath(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Fact]
    public void A_pattern_that_would_backtrack_without_end_answers_at_once()
    {
        var text = new string('a', 50_000) + "!";
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(
            "false",
            Feel.Eval("matches(t, \"^(a+)+$\")", ("t", IpStrategy.Workflow.Expressions.FeelValue.From(text)))
        );
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), clock.Elapsed.ToString());
    }

    [Fact]
    public void A_back_reference_works_on_short_texts_only()
    {
        var result = Feel.Run(
            "matches(t, \"(a)\\1\")",
            ("t", IpStrategy.Workflow.Expressions.FeelValue.From(new string('a', 1001)))
        );

        Assert.Contains("longer than 1000", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("string(1.10)", "\"1.1\"")]
    [InlineData("string(0.0000001)", "\"0.0000001\"")]
    [InlineData("string(true)", "\"true\"")]
    [InlineData("string(null)", "null")]
    [InlineData("string(\"a\")", "\"a\"")]
    [InlineData("string([1, \"a\", null])", "\"[1, \\\"a\\\", null]\"")]
    [InlineData("string({a: \"x\"})", "\"{a: \\\"x\\\"}\"")]
    [InlineData("string([1..5))", "\"[1..5)\"")]
    [InlineData("string(@\"2010-03-15\")", "\"2010-03-15\"")]
    [InlineData("string(@\"P14M\")", "\"P1Y2M\"")]
    [InlineData("string(@\"PT26H\")", "\"P1DT2H\"")]
    [InlineData("number(\"1500.5\")", "1500.5")]
    [InlineData("number(\"1 000,5\", \" \", \",\")", "1000.5")]
    [InlineData("number(\"1,000.5\", \",\", \".\")", "1000.5")]
    [InlineData("number(\"1.000,5\", \".\", \",\")", "1000.5")]
    [InlineData("number(\"-5\", null, \".\")", "-5")]
    [InlineData("number(\"1\", \".\", \".\")", "null")]
    [InlineData("number(\"1\", \";\", \".\")", "null")]
    [InlineData("number(\"abc\")", "null")]
    [InlineData("number(\" 1\")", "null")]
    [InlineData("range(\"[1..5)\")", "[1..5)")]
    [InlineData("range(\"]\\\"a\\\"..\\\"b\\\"]\").start included", "false")]
    [InlineData("range(\"(..5]\").end", "5")]
    [InlineData("range(\"[5..)\").end", "null")]
    [InlineData("range(\"[@\\\"2010-01-01\\\"..@\\\"2010-02-01\\\"]\").start.year", "2010")]
    [InlineData("range(\"[1+1..5]\")", "null")]
    [InlineData("range(\"[1..x]\")", "null")]
    [InlineData("range(\"5\")", "null")]
    [InlineData("is(@\"2012-12-25\", @\"23:00:50\")", "false")]
    [InlineData("is(@\"23:00:50Z\", @\"23:00:50\")", "false")]
    [InlineData("is(@\"23:00:50Z\", @\"23:00:50+00:00\")", "true")]
    [InlineData("is(1, 1.0)", "true")]
    [InlineData("is(null, null)", "true")]
    public void Conversions_follow_the_standard(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));

    [Theory]
    [InlineData("decimal(1/3, 2)", "0.33")]
    [InlineData("decimal(1.5, 0)", "2")]
    [InlineData("decimal(2.5, 0)", "2")]
    [InlineData("decimal(1234, -2)", "1200")]
    [InlineData("floor(1.5)", "1")]
    [InlineData("floor(-1.56, 1)", "-1.6")]
    [InlineData("ceiling(-1.5)", "-1")]
    [InlineData("ceiling(1.51, 1)", "1.6")]
    [InlineData("round up(5.5, 0)", "6")]
    [InlineData("round up(-5.1, 0)", "-6")]
    [InlineData("round down(-5.5, 0)", "-5")]
    [InlineData("round half up(2.5, 0)", "3")]
    [InlineData("round half up(-2.5, 0)", "-3")]
    [InlineData("round half down(2.5, 0)", "2")]
    [InlineData("round half down(-2.51, 0)", "-3")]
    [InlineData("round half up(1.126, 2)", "1.13")]
    [InlineData("decimal(1, 6177)", "null")]
    [InlineData("decimal(1.5, 30)", "1.5")]
    [InlineData("decimal(79228162514264337593543950335, 5)", "79228162514264337593543950335")]
    [InlineData("abs(-10)", "10")]
    [InlineData("abs(@\"-PT5H\")", "@\"PT5H\"")]
    [InlineData("abs(n: @\"-P1Y\")", "@\"P1Y\"")]
    [InlineData("modulo(12, 5)", "2")]
    [InlineData("modulo(-12, 5)", "3")]
    [InlineData("modulo(12, -5)", "-3")]
    [InlineData("modulo(10.1, 4.5)", "1.1")]
    [InlineData("modulo(1, 0)", "null")]
    [InlineData("sqrt(16)", "4")]
    [InlineData("sqrt(0)", "0")]
    [InlineData("sqrt(-1)", "null")]
    [InlineData("decimal(sqrt(2), 20)", "1.4142135623730950488")]
    [InlineData("decimal(log(10), 20)", "2.30258509299404568402")]
    [InlineData("log(0)", "null")]
    [InlineData("log(1)", "0")]
    [InlineData("decimal(exp(5), 20)", "148.41315910257660342112")]
    [InlineData("exp(0)", "1")]
    [InlineData("exp(1000)", "null")]
    [InlineData("odd(5)", "true")]
    [InlineData("odd(-5)", "true")]
    [InlineData("odd(1.5)", "false")]
    [InlineData("even(0)", "true")]
    public void Number_functions_follow_the_standard(string source, string expected) =>
        Assert.Equal(expected, Feel.Eval(source));
}
