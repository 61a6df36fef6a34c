using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IpStrategy.Application.Accounts;
using IpStrategy.Web.Api;
using Microsoft.Extensions.Options;

namespace IpStrategy.Web.Security;

/// <summary>How often one may ask, per minute. Goes by the real time.</summary>
internal sealed record LimitSettings
{
    public const string Section = "Limits";

    /// <summary>Tries to sign in with one user name from one address.</summary>
    public int SignInsPerName { get; init; } = 20;

    /// <summary>Tries to sign in from one address, which a whole agency may share.</summary>
    public int SignInsPerAddress { get; init; } = 600;

    /// <summary>Requests of one user, or of one address where nobody is signed in.</summary>
    public int Requests { get; init; } = 12_000;
}

/// <summary>Slows down who guesses passwords, before any is looked at.</summary>
internal sealed class SignInLimit : IDisposable
{
    private const int NetworkBytes = 8;
    private readonly PartitionedRateLimiter<(string Address, string Name)> _limiter;

    public SignInLimit(IOptions<LimitSettings> settings)
    {
        var limits = settings.Value;
        _limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<(string Address, string Name), (string, string)>(k =>
                RateLimitPartition.GetSlidingWindowLimiter(k, _ => Window(limits.SignInsPerName))
            ),
            PartitionedRateLimiter.Create<(string Address, string Name), string>(k =>
                RateLimitPartition.GetSlidingWindowLimiter(k.Address, _ => Window(limits.SignInsPerAddress))
            )
        );
    }

    public TooManyRequests? Refuses(HttpContext context, string userName)
    {
        var key = (PlaceOf(context), AccountRules.Normalise(userName));
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : TooOften(lease);
    }

    public void Dispose() => _limiter.Dispose();

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Whoever has an address of IPv6 has 2^64 of them: the network counts.</summary>
    public static string PlaceOf(HttpContext context) => PlaceOf(context.Connection.RemoteIpAddress);

    internal static string PlaceOf(IPAddress? address)
    {
        if (address is null or { IsIPv4MappedToIPv6: true } or { AddressFamily: not AddressFamily.InterNetworkV6 })
        {
            return (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString() ?? "";
        }
        var network = address.GetAddressBytes();
        network.AsSpan(NetworkBytes).Clear();
        return new IPAddress(network).ToString();
    }

    public static TooManyRequests TooOften(RateLimitLease lease) =>
        new(lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)after.TotalSeconds) : 60);

    public static RateLimitPartition<string> ForRequestsOf(HttpContext context, LimitSettings limits)
    {
        var user = context.User.UserId()?.ToString(CultureInfo.InvariantCulture);
        return RateLimitPartition.GetSlidingWindowLimiter(
            user is null ? "address " + PlaceOf(context) : "user " + user,
            _ => Window(limits.Requests)
        );
    }

    private static SlidingWindowRateLimiterOptions Window(int permits) =>
        new()
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        };
}
