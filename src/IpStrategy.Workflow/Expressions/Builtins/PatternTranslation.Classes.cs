namespace IpStrategy.Workflow.Expressions.Builtins;

/// <content>Classes of characters and what a backslash begins.</content>
internal sealed partial class PatternTranslation
{
    private CharacterClass Class()
    {
        at++;
        var made = new CharacterClass { IsNegated = Current == '^' };
        at += made.IsNegated ? 1 : 0;
        while (at < pattern.Length && Refused is null && Current != ']' && made.Less is null)
        {
            ClassPart(made);
        }

        if (Current != ']' || made.IsEmpty)
        {
            Refuse(made.IsEmpty ? "a character class is empty" : "a character class is not closed");
        }

        at++;
        return made;
    }

    private void ClassPart(CharacterClass made)
    {
        if (Current == '-' && Following == '[' && !made.IsEmpty)
        {
            at++;
            made.Less = Class();
            return;
        }

        if (ClassCharacter(made) is not { } low)
        {
            return;
        }

        if (Current != '-' || Following is ']' or '[' or '\0')
        {
            made.Add(low, low);
            return;
        }

        at++;
        if (ClassCharacter(made) is { } high && low <= high)
        {
            made.Add(low, high);
        }
        else
        {
            Refuse("a range of characters has no order");
        }
    }

    private int? ClassCharacter(CharacterClass made)
    {
        if (Current == '[')
        {
            Refuse("'[' inside a character class needs a backslash");
            return null;
        }

        return Current == '\\' ? ClassEscape(made) : Character();
    }

    /// <summary>The character an escape stands for; null when it was a set, which has been added.</summary>
    private int? ClassEscape(CharacterClass made)
    {
        var letter = Following;
        if (letter is 'p' or 'P')
        {
            Category(made);
            return null;
        }

        at += 2;
        if (made.AddEscape(letter))
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

    private void Category(CharacterClass made)
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
            made.AddCategory(name);
        }
        else
        {
            made.AddAllBut(name);
        }

        at = end + 1;
    }
}
