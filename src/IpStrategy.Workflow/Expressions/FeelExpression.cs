using IpStrategy.Workflow.Expressions.Nodes;
using IpStrategy.Workflow.Expressions.Syntax;

namespace IpStrategy.Workflow.Expressions;

/// <summary>The language an expression is written in.</summary>
public enum ExpressionDialect
{
    /// <summary>The language of the DMN standard.</summary>
    Feel,

    /// <summary>What stands inside <c>${…}</c> in existing process files.</summary>
    Juel,
}

/// <summary>How far one evaluation may go before it is stopped.</summary>
public sealed record FeelLimits(int Steps = 2_000_000, int Depth = 1_000, int Size = 1_000_000)
{
    /// <summary>What holds unless something else is said.</summary>
    public static FeelLimits Default { get; } = new();
}

/// <summary>What an evaluation came to; <paramref name="Error"/> says why a null stands for an error.</summary>
public sealed record FeelResult(FeelValue Value, string? Error)
{
    /// <summary>True when the value stands as computed.</summary>
    public bool Succeeded => Error is null;
}

/// <summary>What reading an expression came to.</summary>
public abstract record FeelParseResult
{
    private FeelParseResult() { }

    /// <summary>It could be read.</summary>
    public sealed record Parsed(FeelExpression Expression) : FeelParseResult;

    /// <summary>It could not be read; line, column from 1, position from 0.</summary>
    public sealed record Failed(string Message, int Position, int Line, int Column) : FeelParseResult
    {
        /// <summary>The message with its place.</summary>
        public string Describe() => $"{Message} (line {Line}, column {Column})";
    }
}

/// <summary>An expression read once into an immutable tree; it may be evaluated any number of times, from many threads.</summary>
public sealed class FeelExpression
{
    private readonly Node root;

    private FeelExpression(string source, Node root)
    {
        Source = source;
        this.root = root;
    }

    /// <summary>The tree, for what is put together from several texts.</summary>
    internal Node Root => root;

    /// <summary>The text it was read from.</summary>
    public string Source { get; }

    /// <summary>The value when it is the same in every scope, as for literal text; else null.</summary>
    public FeelValue? Constant => (root as ConstantNode)?.Value;

    /// <summary>Reads an expression; known names may hold spaces and operators.</summary>
    public static FeelParseResult Parse(
        string source,
        ExpressionDialect dialect = ExpressionDialect.Feel,
        IReadOnlyCollection<string>? knownNames = null
    ) =>
        dialect == ExpressionDialect.Juel
            ? Result(source, JuelParser.Parse(source))
            : Parse(source, new NameTable(knownNames ?? [], []));

    /// <summary>Reads unary tests, the cells of decision tables (DMN 1.5, grammar rule 17): the value tested is <c>?</c>.</summary>
    public static FeelParseResult ParseUnaryTests(string source, IReadOnlyCollection<string>? knownNames = null) =>
        Result(source, new Parser(source, new NameTable(knownNames ?? [], [])).ParseUnaryTests());

    /// <summary>Evaluates in a scope; never throws, always ends.</summary>
    public FeelResult Evaluate(FeelScope scope, FeelLimits? limits = null)
    {
        var run = new EvaluationRun(scope, limits ?? FeelLimits.Default);
        var value = root.Evaluate(new RootFrame(run));
        return run.Failure is { } failure
            ? new FeelResult(FeelValue.Error(failure), failure)
            : new FeelResult(value, (value as FeelValue.NullValue)?.Reason);
    }

    internal static FeelParseResult Parse(string source, NameTable names) =>
        Result(source, new Parser(source, names).ParseAll());

    internal static FeelExpression Of(string source, Node root) => new(source, root);

    /// <summary>The same expression as part of a longer text.</summary>
    internal FeelExpression As(string source) => new(source, root);

    private static FeelParseResult Result(string source, ParseOutcome outcome) =>
        outcome.Failure is { } failure ? failure : new FeelParseResult.Parsed(new FeelExpression(source, outcome.Root));
}
