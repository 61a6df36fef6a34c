using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <summary>
/// The names known while reading, nested as scopes are. Only names of several tokens need it: a single word is a name anyway.
/// The longest match wins (DMN 1.5, clause 10.3.1.5).
/// </summary>
internal sealed class NameTable
{
    private readonly List<KnownName> names = [];
    private readonly List<KnownName> members = [];

    public NameTable(IEnumerable<string> variables, IEnumerable<string> members)
    {
        foreach (var name in variables)
        {
            Add(names, name);
        }

        foreach (var name in members)
        {
            Add(this.members, name);
        }
    }

    /// <summary>What <see cref="Restore"/> goes back to at the end of a scope.</summary>
    public int Mark => names.Count;

    public void Declare(string name) => Add(names, name);

    /// <summary>A name that may stand after a dot or in a filter.</summary>
    public void DeclareMember(string name) => Add(members, name);

    public void Restore(int mark) => names.RemoveRange(mark, names.Count - mark);

    /// <summary>The longest variable, or member of an item in sight, that the tokens spell.</summary>
    public KnownName? Variable(ImmutableArray<Token> tokens, int at) =>
        Longer(Longest(names, tokens, at), Longest(members, tokens, at));

    public KnownName? Member(ImmutableArray<Token> tokens, int at) => Longest(members, tokens, at);

    private static void Add(List<KnownName> list, string name)
    {
        var parts = KnownName.Of(name);
        if (parts.Parts.Length > 1)
        {
            list.Add(parts);
        }
    }

    private static KnownName? Longest(List<KnownName> list, ImmutableArray<Token> tokens, int at)
    {
        KnownName? best = null;
        foreach (var name in list)
        {
            if (name.Parts.Length > (best?.Parts.Length ?? 0) && name.Matches(tokens, at))
            {
                best = name;
            }
        }

        return best;
    }

    private static KnownName? Longer(KnownName? first, KnownName? second) =>
        (second?.Parts.Length ?? 0) > (first?.Parts.Length ?? 0) ? second : first;
}

/// <summary>A name with the tokens that spell it; white space between them does not matter.</summary>
internal sealed record KnownName(string Name, ImmutableArray<string> Parts)
{
    public static KnownName Of(string name) =>
        new(name, [.. Lexer.Read(name).Where(t => t.Kind != TokenKind.End).Select(t => t.Text)]);

    public bool Matches(ImmutableArray<Token> tokens, int at)
    {
        if (at + Parts.Length > tokens.Length)
        {
            return false;
        }

        for (var i = 0; i < Parts.Length; i++)
        {
            var token = tokens[at + i];
            if (token.Kind is TokenKind.Text or TokenKind.Temporal || token.Text != Parts[i])
            {
                return false;
            }
        }

        return true;
    }
}
