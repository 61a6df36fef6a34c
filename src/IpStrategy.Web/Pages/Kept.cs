using System.Collections.Immutable;

namespace IpStrategy.Web.Pages;

/// <summary>A form on its way through another page, so that nothing typed is lost: where it goes, and its fields.</summary>
public sealed record Kept(string Action, ImmutableArray<KeyValuePair<string, string>> Fields)
{
    /// <summary>What carries the fields through the sign-in page, so that they do not meet that page's own.</summary>
    public const string Prefix = "kept.";

    public const string ActionField = "kept-action";

    /// <summary>What a page carried through; null where it carried nothing.</summary>
    public static Kept? From(Posted posted) =>
        posted.Text(ActionField) is { } action && LocalAddress.Is(action)
            ? new Kept(action, posted.Under(Prefix))
            : null;
}

/// <summary>Addresses of this site only: a link that leads elsewhere after sign-in is a trap.</summary>
public static class LocalAddress
{
    public static bool Is(string? address) =>
        address is ['/', .. var rest]
        && rest is not ['/' or '\\', ..]
        && !address.Any(char.IsControl)
        && Uri.TryCreate(address, UriKind.Relative, out _);

    public static string OrHome(string? address) => Is(address) ? address! : "/";
}
