using System.Net;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Tests.Security;

public sealed class SignInLimitTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:bbbb::2", "2001:db8:1:2::")]
    public void The_network_counts_where_one_client_has_all_its_addresses(string address, string place) =>
        Assert.Equal(place, SignInLimit.PlaceOf(IPAddress.Parse(address)));
}
