using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

/// <summary>Texts nobody writes by accident: any characters at all, and nesting made to exhaust the stack.</summary>
public sealed class HostileTextTests
{
    private const ulong Seed = 20100315;

    // A thread of a server has 1.5 MB for its stack on some systems; what holds in less holds everywhere.
    private const int SmallStack = 1024 * 1024;

    private static readonly FeelLimits Small = new(Steps: 20_000, Depth: 1_000, Size: 20_000);

    private static readonly string[] Models =
    [
        "if a.b[item > 1] then \"x\" else {c: 1, d: c + 1}.d",
        "for i in 1..3, j in [1, 2] return function(x: number) x * i",
        "some x in [1..3] satisfies x instance of list<number> and not(x = null)",
        "date and time(\"2010-03-15T10:00:00@Europe/Paris\") - @\"P1DT2H\" // why",
        "replace(\"a\\u00e9\\U01F40E\", \"[a-z-[b]]+(c|d)*?\", \"$1\", \"ix\") + string([1, {\"k k\": null}])",
        "x between -1.5e3 and .5 or x in (< 5, [\"a\"..\"b\"), ]1..2[)",
        "sort(list: [3, 1], precedes: function(a, b) a < b)[-1] ** 2",
    ];

    public static TheoryData<string, string, string> Nests =>
        new()
        {
            { "(", "1", ")" },
            { "[", "1", "]" },
            { "{a: ", "1", "}" },
            { "-", "1", "" },
            { "not(", "true", ")" },
            { "count(", "[]", ")" },
            { "if true then ", "1", " else 0" },
            { "if ", "true", " then true else false" },
            { "if true then 0 else ", "1", "" },
            { "for x in [1] return ", "1", "" },
            { "for x in ", "[1]", " return x" },
            { "some x in [1] satisfies ", "true", "" },
            { "every x in ", "[true]", " satisfies x" },
            { "function(x) ", "1", "" },
            { "function(x: list<", "number", ">) 1" },
            { "1 instance of list<", "number", ">" },
            { "1 instance of function<", "number", ">->Any" },
            { "1 instance of context<a: ", "number", ">" },
            { "x[", "1", "]" },
            { "[1..", "2", "]" },
            { "1 in (", "1", ")" },
            { "1 in ", "1", "" },
            { "1 between ", "0", " and 2" },
            { "1 + ", "1", "" },
            { "1 ** ", "1", "" },
            { "true and ", "true", "" },
            { "1 = ", "1", "" },
            { "", "x", ".y" },
            { "", "x", "[1]" },
            { "", "x", "(1)" },
            { "< ", "1", "" },
            { "(< ", "1", ")" },
            { "f(a: ", "1", ")" },
        };

    public static TheoryData<string, string, string> JuelNests =>
        new()
        {
            { "(", "1", ")" },
            { "!", "true", "" },
            { "-", "1", "" },
            { "empty ", "x", "" },
            { "true ? ", "1", " : 2" },
            { "true ? 1 : ", "2", "" },
            { "x[", "1", "]" },
            { "", "x", ".y" },
            { "", "x", ".size()" },
            { "x.contains(", "1", ")" },
            { "1 + ", "1", "" },
            { "true && ", "true", "" },
            { "1 == ", "1", "" },
        };

    [Theory]
    [MemberData(nameof(Nests))]
    public void Deep_nesting_is_read_and_evaluated_or_refused_with_a_reason(string before, string core, string after) =>
        OnSmallStack(() => Deepen(before, core, after, ExpressionDialect.Feel));

    [Theory]
    [MemberData(nameof(JuelNests))]
    public void So_it_is_in_the_other_dialect(string before, string core, string after) =>
        OnSmallStack(() => Deepen(before, core, after, ExpressionDialect.Juel));

    [Theory]
    [InlineData("{f: function(n) f(n + 1), r: f(1)}.r")]
    [InlineData("{f: function(n) for i in [1] return f(n + 1), r: f(1)}.r")]
    [InlineData("{f: function(n) some i in [1] satisfies f(n + 1), r: f(1)}.r")]
    [InlineData("{f: function(n) [n][f(item + 1) = 1], r: f(1)}.r")]
    [InlineData("{f: function(n) sort([2, 1], function(a, b) f(n + 1)), r: f(1)}.r")]
    [InlineData("{f: function(n) list replace([1], function(a, b) f(n + 1), 2), r: f(1)}.r")]
    [InlineData("{f: function(n) 1 in (f(n + 1), f(n + 2)), r: f(1)}.r")]
    [InlineData("{f: function(n) {a: f(n + 1)}.a, r: f(1)}.r")]
    [InlineData("{f: function(n) if f(n + 1) then 1 else 2, r: f(n: 1)}.r")]
    public void Recursion_without_end_is_stopped_before_the_stack_is(string source) =>
        OnSmallStack(() =>
        {
            var result = Feel.Run(source);

            Assert.True(result.Value.IsNull);
            Assert.NotNull(result.Error);
        });

    [Fact]
    public void Any_text_is_read_or_refused_and_evaluated_the_same_way_twice() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<string>(),
                text =>
                    text is null || (Survives(text, ExpressionDialect.Feel) && Survives(text, ExpressionDialect.Juel))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(Seed, 7));

    [Fact]
    public void A_spoiled_expression_is_read_or_refused_and_evaluated_the_same_way_twice()
    {
        var chance = new Random(69);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Spoiled(new StringBuilder(Models[chance.Next(Models.Length)]), chance);

            Assert.True(Survives(text, ExpressionDialect.Feel), text);
            Assert.True(Survives(text, ExpressionDialect.Juel), text);
        }
    }

    private static string Spoiled(StringBuilder text, Random chance)
    {
        for (var i = chance.Next(1, 5); i > 0 && text.Length > 1; i--)
        {
            var at = chance.Next(text.Length);
            _ = chance.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, text[chance.Next(text.Length)]),
                2 => text.Insert(at, (char)chance.Next(1, 0xFFFF)),
                _ => text.Append(text.ToString(at, chance.Next(text.Length - at))),
            };
        }

        return text.ToString();
    }

    private static bool Survives(string text, ExpressionDialect dialect)
    {
        _ = FeelExpression.ParseUnaryTests(text);
        _ = ExpressionText.Read(text, TextRole.Literal);
        _ = ExpressionText.Read(text, TextRole.Expression);
        if (FeelExpression.Parse(text, dialect, ["k k"]) is not FeelParseResult.Parsed parsed)
        {
            return true;
        }

        var first = parsed.Expression.Evaluate(Feel.Scope(), Small);
        var second = parsed.Expression.Evaluate(Feel.Scope(), Small);
        return first.Error == second.Error && FeelText.Literal(first.Value) == FeelText.Literal(second.Value);
    }

    private static void Deepen(string before, string core, string after, ExpressionDialect dialect)
    {
        foreach (var depth in new[] { 20, 90, 190, 390, 900, 5_000, 20_000 })
        {
            var source = new StringBuilder()
                .Insert(0, before, depth)
                .Append(core)
                .Append(new StringBuilder().Insert(0, after, depth))
                .ToString();
            if (FeelExpression.Parse(source, dialect) is FeelParseResult.Parsed parsed)
            {
                _ = FeelText.Literal(parsed.Expression.Evaluate(Feel.Scope(), Small).Value);
            }

            _ = FeelExpression.ParseUnaryTests(source);
        }
    }

    private static void OnSmallStack(Action act)
    {
        Exception? failed = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    act();
                }
                catch (Exception e)
                {
                    failed = e;
                }
            },
            SmallStack
        );
        thread.Start();
        thread.Join();
        Assert.Null(failed);
    }
}
