using Microsoft.AspNetCore.Identity;

namespace IpStrategy.Web.Security;

/// <summary>The two ways to show who one is, and the one that picks between them.</summary>
internal static class Schemes
{
    public const string Either = "Either";
    public const string Bearer = "Bearer";
    public static readonly string Cookie = IdentityConstants.ApplicationScheme;
}

/// <summary>Policies beyond "signed in", which is the default of every endpoint.</summary>
internal static class Policies
{
    public const string Office = "Office";
    public const string Administrators = "Administrators";
    public const string ProcessAdministrators = "ProcessAdministrators";
    public const string Integrations = "Integrations";
    public const string Operator = "Operator";
}
