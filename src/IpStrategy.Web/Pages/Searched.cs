using IpStrategy.Application.Plans;

namespace IpStrategy.Web.Pages;

/// <summary>The words of a search as they stand in an address; too many are cut, for nobody's search is refused over its length.</summary>
internal static class Searched
{
    public const string Name = "q";

    public static string? In(IQueryCollection query)
    {
        var text = query[Name].ToString().Trim();
        return text.Length == 0 ? null : text[..Math.Min(text.Length, AssignmentWords.MostCharacters)];
    }
}
