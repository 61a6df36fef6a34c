using IpStrategy.Application;

namespace IpStrategy.Web.Pages;

/// <summary>A sort as it stands in an address: <c>due</c>, or <c>-due</c> for the other way round.</summary>
internal static class SortText
{
    public static string Of<T>(Sorting<T> sort)
        where T : struct, Enum => (sort.Direction == Direction.Descending ? "-" : "") + Words.Of(sort.By);

    /// <summary>Null where the text is no sort of this list.</summary>
    public static Sorting<T>? Read<T>(string? text)
        where T : struct, Enum
    {
        var down = text is ['-', ..];
        foreach (var by in Enum.GetValues<T>())
        {
            if (Words.Of(by) == (down ? text![1..] : text))
            {
                return new(by, down ? Direction.Descending : Direction.Ascending);
            }
        }
        return null;
    }
}
