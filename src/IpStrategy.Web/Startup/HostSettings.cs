namespace IpStrategy.Web.Startup;

/// <param name="Password">Null = a random one at every start.</param>
/// <param name="Clock">Where the domain's clock stands at the first start; null = where the demonstration begins.</param>
internal sealed record DemoSettings(string? Password, DateTimeOffset? Clock);

/// <summary>What this program was started with, beyond what ASP.NET Core reads by itself.</summary>
/// <param name="DataFolder">Where database, keys and files lie.</param>
/// <param name="Demo">Null outside of a demonstration.</param>
internal sealed record HostSettings(string DataFolder, DemoSettings? Demo)
{
    public string KeyFolder => Path.Combine(DataFolder, "keys");
}
