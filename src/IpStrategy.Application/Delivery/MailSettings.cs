namespace IpStrategy.Application.Delivery;

/// <summary>Where mail goes out; without a server there is none, and the inbox is all.</summary>
public sealed record MailSettings
{
    public string? Server { get; init; }
    public int Port { get; init; } = 25;
    public string From { get; init; } = "ipstrategy@localhost";
    public string MessageIdDomain { get; init; } = "ipstrategy.localhost";
    public bool IsOn => !string.IsNullOrWhiteSpace(Server);
}
