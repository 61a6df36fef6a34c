using System.Globalization;
using System.Text;

namespace IpStrategy.Workflow.Expressions.Builtins;

/// <summary>
/// A set of characters in a pattern of XPath. Classes of .NET hold UTF-16 units; characters above them become alternatives of two
/// units, and no class holds half of one.
/// </summary>
internal sealed class CharacterClass
{
    private const int FirstAbove = 0x10000;
    private const int LastCharacter = 0x10FFFF;
    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;
    private const string Surrogates = @"\uD800-\uDFFF";

    // What most characters above the first plane are: ideographs, and the signs people write with.
    private static readonly Span IdeographsAbove = new(0x20000, 0x3FFFF);
    private static readonly Span SignsAbove = new(0x1F000, 0x1FAFF);
    private static readonly Span NamesAbove = new(FirstAbove, 0xEFFFF);
    private static readonly Span AllAbove = new(FirstAbove, LastCharacter);

    private readonly StringBuilder units = new();
    private readonly List<Span> above = [];
    private bool holdsSurrogates;
    private bool holdsCharacters;
    private bool asksForCase;

    private readonly record struct Span(int Low, int High);

    /// <summary>All but what was added.</summary>
    public bool IsNegated { get; set; }

    /// <summary>What is taken away again.</summary>
    public CharacterClass? Less { get; set; }

    public bool IsEmpty => units.Length == 0 && above.Count == 0;

    /// <summary>The set in the syntax of .NET, as one atom.</summary>
    public string Text
    {
        get
        {
            var parts = Above().Select(PairOf).Append(OfUnits()).Where(part => part.Length > 0).ToList();
            // The flag i does not touch categories: \p{Lu} remains upper case.
            var option = asksForCase && !holdsCharacters ? "(?-i:" : "(?:";
            return parts switch
            {
                [] => @"[^\s\S]",
                [['[', ..] only] when !asksForCase && Above().Count == 0 => only,
                _ => option + string.Join('|', parts) + ")",
            };
        }
    }

    /// <summary>A character outside a class.</summary>
    public static string Single(int character) =>
        character < FirstAbove ? Unit(character) : "(?:" + PairOf(new Span(character, character)) + ")";

    public void Add(int low, int high)
    {
        holdsCharacters = true;
        if (low < FirstSurrogate && high > LastSurrogate)
        {
            Add(low, FirstSurrogate - 1);
            Add(LastSurrogate + 1, high);
            return;
        }

        if (low < FirstAbove)
        {
            units.Append(Unit(low)).Append('-').Append(Unit(Math.Min(high, FirstAbove - 1)));
        }

        if (high >= FirstAbove)
        {
            above.Add(new Span(Math.Max(low, FirstAbove), high));
        }
    }

    /// <summary>Adds what a letter after a backslash stands for; false when it stands for no set.</summary>
    public bool AddEscape(char letter)
    {
        var (text, more) = letter switch
        {
            's' => (@" \t\n\r", default(Span?)),
            'd' => (@"\d", null),
            'w' => (@"\p{L}\p{M}\p{N}\p{S}", AllAbove),
            'W' => (@"\p{P}\p{Z}\p{Cc}\p{Cf}\p{Cn}\p{Co}", null),
            'i' => (@"\p{L}_:", NamesAbove),
            'c' => (@"\p{L}\p{M}\p{N}_:\-.\u00B7", NamesAbove),
            'D' => (@"\D", AllAbove),
            // Other blanks than these four are none to XPath.
            'S' => (@"\S\u000B\u000C\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000", AllAbove),
            _ => ("", null),
        };
        holdsSurrogates |= letter is 'D' or 'S';
        Append(text, more);
        return text.Length > 0;
    }

    /// <summary>Adds a category or block such as <c>Lu</c> or <c>IsGreek</c>.</summary>
    public void AddCategory(string name)
    {
        asksForCase |= name is "Lu" or "Ll" or "Lt";
        units.Append(@"\p{").Append(name).Append('}');
        above.AddRange(AboveOf(name));
    }

    /// <summary>Adds all that is not of a category or block.</summary>
    public void AddAllBut(string name)
    {
        asksForCase |= name is "Lu" or "Ll" or "Lt";
        holdsSurrogates = true;
        units.Append(@"\P{").Append(name).Append('}');
        above.AddRange(Complement(AboveOf(name)));
    }

    private static Span[] AboveOf(string name) =>
        name switch
        {
            "L" or "Lo" => [IdeographsAbove],
            "S" or "So" => [SignsAbove],
            _ => [],
        };

    private void Append(string text, Span? more)
    {
        units.Append(text);
        if (more is { } span)
        {
            above.Add(span);
        }
    }

    private string OfUnits()
    {
        if (!IsNegated && units.Length == 0)
        {
            return "";
        }

        var less = Less?.OfUnits() ?? (holdsSurrogates && !IsNegated ? $"[{Surrogates}]" : "");
        return (IsNegated ? "[^" + units + Surrogates : "[" + units) + (less.Length > 0 ? "-" + less : "") + "]";
    }

    private List<Span> Above()
    {
        var all = IsNegated ? Complement(above) : above;
        return Less is null ? all : Complement([.. Complement(all), .. Less.Above()]);
    }

    private static List<Span> Complement(IEnumerable<Span> spans)
    {
        var rest = new List<Span>();
        var next = FirstAbove;
        foreach (var span in spans.OrderBy(s => s.Low))
        {
            if (span.Low > next)
            {
                rest.Add(new Span(next, span.Low - 1));
            }

            next = Math.Max(next, span.High + 1);
        }

        if (next <= LastCharacter)
        {
            rest.Add(new Span(next, LastCharacter));
        }

        return rest;
    }

    private static string PairOf(Span span)
    {
        var (first, last) = (char.ConvertFromUtf32(span.Low), char.ConvertFromUtf32(span.High));
        if (first[0] == last[0])
        {
            return Unit(first[0]) + $"[{Unit(first[1])}-{Unit(last[1])}]";
        }

        var begin = first[1] == '\uDC00' ? first[0] : first[0] + 1;
        var end = last[1] == '\uDFFF' ? last[0] : last[0] - 1;
        string?[] parts =
        [
            begin > first[0] ? Unit(first[0]) + $"[{Unit(first[1])}-\\uDFFF]" : null,
            begin <= end ? $"[{Unit(begin)}-{Unit(end)}][\\uDC00-\\uDFFF]" : null,
            end < last[0] ? Unit(last[0]) + $"[\\uDC00-{Unit(last[1])}]" : null,
        ];
        return string.Join('|', parts.Where(part => part is not null));
    }

    private static string Unit(int unit) =>
        char.IsAsciiLetterOrDigit((char)unit)
            ? ((char)unit).ToString()
            : string.Create(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
}
