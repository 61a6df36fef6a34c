using System.Collections.Frozen;
using System.Text;
using IpStrategy.Workflow.Expressions.Builtins;
using IpStrategy.Workflow.Expressions.Nodes;

namespace IpStrategy.Workflow.Expressions.Syntax;

/// <content>Names. A known name may hold spaces, operators and keywords; of an unknown one all words in a row belong together, for two operands never stand side by side.</content>
internal sealed partial class Parser
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "and",
        "or",
        "between",
        "in",
        "if",
        "then",
        "else",
        "for",
        "return",
        "some",
        "every",
        "satisfies",
        "true",
        "false",
        "null"
    );

    private NameNode Name()
    {
        var name = Spelled(names.Variable(tokens, at), BuiltinName());
        asksAboutTested |= name == "?";
        return new NameNode(name);
    }

    private string MemberName()
    {
        if (Current.Kind == TokenKind.QuotedName)
        {
            return tokens[at++].Text;
        }

        if (Current.Kind != TokenKind.Word)
        {
            Fail("a name is expected");
            return "";
        }

        return Spelled(names.Member(tokens, at), null);
    }

    private string Spelled(KnownName? known, KnownName? builtin)
    {
        var longest = (builtin?.Parts.Length ?? 0) > (known?.Parts.Length ?? 0) ? builtin : known;
        var loose = WordsInARow();
        if (longest is not null && longest.Parts.Length >= loose)
        {
            at += longest.Parts.Length;
            return longest.Name;
        }

        return Take(loose);
    }

    // 'date and time' is the function only where it is invoked; elsewhere it is a conjunction.
    private KnownName? BuiltinName()
    {
        foreach (var name in BuiltinTable.LongNames)
        {
            if (name.Matches(tokens, at) && tokens[at + name.Parts.Length].IsSymbol("("))
            {
                return name;
            }
        }

        return null;
    }

    private int WordsInARow()
    {
        var count = 1;
        while (IsNamePart(tokens[at + count]))
        {
            count++;
        }

        return count;

        bool IsNamePart(Token token) =>
            token.Kind == TokenKind.Number
            || (token.Kind == TokenKind.Word && !Reserved.Contains(token.Text) && !IsInstanceOf(at + count));
    }

    private bool IsInstanceOf(int index) => tokens[index].IsWord("instance") && tokens[index + 1].IsWord("of");

    private string Take(int count)
    {
        var first = at;
        at += count;
        return Join(first, at);
    }

    // White space inside a name counts as one space, around special characters as written.
    private string Join(int first, int end)
    {
        var name = new StringBuilder();
        for (var i = first; i < end; i++)
        {
            if (i > first && tokens[i].Start > tokens[i - 1].End)
            {
                name.Append(' ');
            }

            name.Append(tokens[i].Text);
        }

        return name.ToString();
    }

    /// <summary>The key of a context entry, or the name of a parameter or type field: everything before the colon.</summary>
    private string Key()
    {
        if (Current.Kind is TokenKind.Text or TokenKind.QuotedName)
        {
            return tokens[at++].Text;
        }

        var first = at;
        while (Current.Kind == TokenKind.Word || (at > first && IsInsideName(Current)))
        {
            at++;
        }

        if (at == first)
        {
            Fail("a name is expected");
            return "";
        }

        return Join(first, at);
    }

    private static bool IsInsideName(Token token) =>
        token.Kind == TokenKind.Number
        || (token.Kind == TokenKind.Symbol && token.Text is "." or "/" or "-" or "'" or "+" or "*" or "**" or "..");
}
