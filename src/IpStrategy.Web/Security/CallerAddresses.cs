using IpStrategy.Application.Audit;

namespace IpStrategy.Web.Security;

/// <summary>Tells the record where a request comes from.</summary>
internal static class CallerAddresses
{
    public static IApplicationBuilder UseCallerAddress(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                var caller = context.RequestServices.GetRequiredService<CallerAddress>();
                var address = context.Connection.RemoteIpAddress;
                caller.Value = (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString();
                return next(context);
            }
        );
}
