using Microsoft.AspNetCore.Identity;

namespace IpStrategy.Web.Security;

/// <summary>The two ways to show who one is, and the one that picks between them.</summary>
internal static class Schemes
{
    public const string Either = "Either";
    public const string Bearer = "Bearer";
    public const string Oidc = "Oidc";
    public static readonly string Cookie = IdentityConstants.ApplicationScheme;
}
