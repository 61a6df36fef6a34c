using System.Globalization;
using System.Security.Cryptography;
using IpStrategy.Application.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace IpStrategy.Web.Security;

/// <summary>Between the two steps of a sign-in: a sealed cookie of a few minutes that says whose password was right in this browser.</summary>
internal sealed class SecondStep(IDataProtectionProvider protection, ApiTokens tokens, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private const string Name = "ipstrategy.step";
    private const char Separator = ' ';
    private readonly IDataProtector _protector = protection.CreateProtector("IpStrategy.SecondStep");

    public Task BeginAsync(HttpContext context, Account account)
    {
        var end = (clock.GetUtcNow() + Life).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{account.Id} {end} {account.SecurityStamp}");
        context.Response.Cookies.Append(Name, _protector.Protect(text), Options(context));
        return Task.CompletedTask;
    }

    /// <summary>Null where nobody has begun, it took too long, or the account has changed since.</summary>
    public async Task<Account?> WhoseAsync(HttpContext context)
    {
        if (
            Open(context)?.Split(Separator) is not [var id, var end, var stamp]
            || long.Parse(end, CultureInfo.InvariantCulture) <= clock.GetUtcNow().ToUnixTimeSeconds()
        )
        {
            return null;
        }
        var userId = long.Parse(id, CultureInfo.InvariantCulture);
        return await tokens.CurrentAsync(userId, stamp, context.RequestAborted);
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    private string? Open(HttpContext context)
    {
        try
        {
            return context.Request.Cookies.TryGetValue(Name, out var cookie) ? _protector.Unprotect(cookie) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Life,
            Path = CookieSignIn.SignInPath,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
        };
}
