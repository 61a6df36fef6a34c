namespace IpStrategy.Workflow.Expressions.Builtins;

/// <content>Classes of characters and what a backslash begins.</content>
internal sealed partial class PatternTranslation
{
    private CharacterClass Class()
    {
        at++;
        var built = new CharacterClass { IsNegated = Current == '^' };
        at += built.IsNegated ? 1 : 0;
        while (at < pattern.Length && Refused is null && Current != ']' && built.Less is null)
        {
            ClassPart(built);
        }

        if (Current != ']' || built.IsEmpty)
        {
            Refuse(built.IsEmpty ? "a character class is empty" : "a character class is not closed");
        }

        at++;
        return built;
    }

    private void ClassPart(CharacterClass built)
    {
        if (Current == '-' && Following == '[' && !built.IsEmpty)
        {
            at++;
            built.Less = Class();
            return;
        }

        if (ClassCharacter(built) is not { } low)
        {
            return;
        }

        if (Current != '-' || Following is ']' or '[' or '\0')
        {
            built.Add(low, low);
            return;
        }

        at++;
        if (ClassCharacter(built) is { } high && low <= high)
        {
            built.Add(low, high);
        }
        else
        {
            Refuse("a range of characters has no order");
        }
    }

    private int? ClassCharacter(CharacterClass built)
    {
        if (Current == '[')
        {
            Refuse("'[' inside a character class needs a backslash");
            return null;
        }

        return Current == '\\' ? ClassEscape(built) : Character();
    }

    /// <summary>The character an escape stands for; null when it was a set, which has been added.</summary>
    private int? ClassEscape(CharacterClass built)
    {
        var letter = Following;
        if (letter is 'p' or 'P')
        {
            Category(built);
            return null;
        }

        at += 2;
        if (built.AddEscape(letter))
        {
            return null;
        }

        if (letter is 'n' or 'r' or 't')
        {
            return letter switch
            {
                'n' => '\n',
                'r' => '\r',
                _ => '\t',
            };
        }

        if (!Escapable.Contains(letter))
        {
            Refuse(letter == '\0' ? "the pattern ends in a backslash" : $"'\\{letter}' is not known to XPath patterns");
        }

        return letter;
    }

    private void Category(CharacterClass built)
    {
        var end = pattern.IndexOf('}', at);
        if (end < 0 || at + 2 >= pattern.Length || pattern[at + 2] != '{')
        {
            Refuse("'\\p' needs a category in braces");
            return;
        }

        var name = pattern[(at + 3)..end];
        if (Following == 'p')
        {
            built.AddCategory(name);
        }
        else
        {
            built.AddAllBut(name);
        }

        at = end + 1;
    }
}
