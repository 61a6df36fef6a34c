using System.Net;

namespace IpStrategy.Web.Startup;

/// <summary>A demonstration has known accounts and one password: it is for the machine it runs on, and no other.</summary>
internal static class Loopback
{
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>The first address that others could reach; null when there is none.</summary>
    public static string? FirstOther(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? DefaultAddress).Split(
            ';',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var endpoints = configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(e => e["Url"])
            .OfType<string>();
        return urls.Concat(endpoints).FirstOrDefault(a => !IsLoopback(a));
    }

    private static bool IsLoopback(string address)
    {
        // Kestrel's own reading: it knows "*" and "+", which are no host names.
        var binding = BindingAddress.Parse(address);
        if (binding.IsUnixPipe || binding.IsNamedPipe)
        {
            return true;
        }
        var host = binding.Host.Trim('[', ']');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }
}
