using System.Security.Claims;
using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Api;
using IpStrategy.Web.Pages;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Authorization;

namespace IpStrategy.Web.Security;

/// <summary>What somebody must put right before anything else is open: a password that is not theirs alone, a missing second factor.</summary>
internal sealed class Duties(SecondFactorSettings settings)
{
    public const string Address = "/account";

    public Refusal? Of(Account account) =>
        Of(new State(account.MustChangePassword, account.HasSecondFactor, account.Post));

    /// <summary>Who signs in elsewhere has password and second factor there, and is asked for neither here.</summary>
    public Refusal? Of(ClaimsPrincipal principal) =>
        !principal.IsSignedIn() || principal.HasClaim(SignedIn.MeansClaim, SignedIn.ByOidc)
            ? null
            : Of(
                new State(
                    principal.HasClaim(c => c.Type == SignedIn.MustChangeClaim),
                    principal.HasClaim(c => c.Type == SignedIn.SecondFactorClaim),
                    principal.Actor().Post
                )
            );

    private Refusal? Of(State state) =>
        state.MustChangePassword ? new PasswordMustBeChanged(Address)
        : !state.HasSecondFactor && settings.Requires(state.Post) ? new SecondFactorMustBeEnrolled(Address)
        : null;

    private sealed record State(bool MustChangePassword, bool HasSecondFactor, Post? Post);
}

/// <summary>Marks what is open even to who has a duty to see to first.</summary>
internal sealed class OpenDespiteDuties;

/// <summary>Stands behind the sign-in: leads people to their own account, and tells programs where to go, until the duty is done.</summary>
internal sealed class DutiesFirst(RequestDelegate next, Duties duties)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || IsOpen(endpoint) || duties.Of(context.User) is not { } duty)
        {
            return next(context);
        }
        // A part of a page would show the whole account inside itself.
        return Problems.IsForProgram(context.Request) || context.Request.Headers.ContainsKey("HX-Request")
            ? Problems.WriteAsync(context, duty)
            : Show.SeeOther(Duties.Address).ExecuteAsync(context);
    }

    private static bool IsOpen(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<OpenDespiteDuties>() is not null
        || (
            endpoint.Metadata.GetMetadata<GuardedPage>() is not null
                ? endpoint.Metadata.GetMetadata<OpenToAnyone>() is not null
                : endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        );
}
