using System.Globalization;
using System.Security.Claims;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using Microsoft.AspNetCore.Authentication;

namespace IpStrategy.Web.Security;

/// <summary>Who is signed in, between accounts and claims.</summary>
internal static class SignedIn
{
    public const string StampClaim = "stamp";
    public const string PostClaim = "post";
    public const string AgencyClaim = "agency";
    public const string UserNameClaim = "username";
    public const string MustChangeClaim = "must-change-password";
    public const string SecondFactorClaim = "second-factor";
    public const string MeansClaim = "means";
    public const string ByOidc = "oidc";

    public static ClaimsPrincipal PrincipalOf(Account account, string scheme, string? means = null)
    {
        var identity = new ClaimsIdentity(scheme, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(ClaimTypes.Name, account.DisplayName));
        identity.AddClaim(new Claim(UserNameClaim, account.UserName));
        identity.AddClaim(new Claim(PostClaim, account.Post.ToString()));
        identity.AddClaim(new Claim(StampClaim, account.SecurityStamp));
        (string Type, string? Value)[] others =
        [
            (AgencyClaim, account.AgencyCode),
            (MustChangeClaim, account.MustChangePassword ? "1" : null),
            (SecondFactorClaim, account.HasSecondFactor ? "1" : null),
            (MeansClaim, means),
        ];
        identity.AddClaims(others.Where(o => o.Value is not null).Select(o => new Claim(o.Type, o.Value!)));
        return new ClaimsPrincipal(identity);
    }

    public static bool IsSignedIn(this ClaimsPrincipal principal) => principal.Identity is { IsAuthenticated: true };

    /// <summary>Who acts. Only behind an endpoint that asks for somebody signed in; anything else is a bug and throws.</summary>
    public static Actor Actor(this ClaimsPrincipal principal) =>
        new(
            principal.UserId() ?? throw new InvalidOperationException("Nobody is signed in."),
            principal.FindFirstValue(ClaimTypes.Name) ?? "",
            Enum.TryParse<Post>(principal.FindFirstValue(PostClaim), out var post) ? post : null,
            principal.FindFirstValue(AgencyClaim)
        );

    public static string UserName(this ClaimsPrincipal principal) => principal.FindFirstValue(UserNameClaim) ?? "";

    public static long? UserId(this ClaimsPrincipal principal) =>
        long.TryParse(
            principal.FindFirstValue(ClaimTypes.NameIdentifier),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;

    /// <summary>True where the browser sent the proof by itself, so that another site could have made it do so.</summary>
    public static bool IsByCookie(this HttpContext context) =>
        context.User.Identity?.AuthenticationType == Schemes.Cookie;

    public static AuthenticationTicket TicketOf(Account account, string scheme) =>
        new(PrincipalOf(account, scheme), scheme);
}
