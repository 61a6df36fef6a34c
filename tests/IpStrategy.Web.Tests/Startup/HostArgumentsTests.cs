using IpStrategy.Web.Startup;
using Microsoft.Extensions.Configuration;

namespace IpStrategy.Web.Tests.Startup;

public sealed class HostArgumentsTests
{
    [Fact]
    public void Without_arguments_the_data_lies_in_the_folder_one_stands_in_and_nothing_is_demonstrated()
    {
        var read = HostArguments.Read([], null);

        Assert.Equal(Path.GetFullPath(".data"), read.Settings.DataFolder);
        Assert.Null(read.Settings.Demo);
        Assert.Null(read.Mistake);
    }

    [Fact]
    public void The_flag_takes_no_value_and_leaves_the_argument_after_it()
    {
        var read = HostArguments.Read(["--demo", "--demo-password", "secret", "--urls", "http://localhost:1"], null);

        Assert.Equal("secret", read.Settings.Demo?.Password);
        Assert.Equal(["--urls", "http://localhost:1"], read.Rest);
    }

    [Theory]
    [InlineData("--demo", true)]
    [InlineData("--demo=true", true)]
    [InlineData("--demo true", true)]
    [InlineData("--demo=false", false)]
    [InlineData("--demo false", false)]
    public void The_flag_may_be_said_in_several_ways(string arguments, bool isDemo) =>
        Assert.Equal(isDemo, HostArguments.Read(arguments.Split(' '), null).Settings.Demo is not null);

    [Fact]
    public void The_argument_goes_before_the_variable()
    {
        Assert.Equal("/a", HostArguments.Read(["--data=/a"], "/b").Settings.DataFolder);
        Assert.Equal("/a", HostArguments.Read(["--data", "/a"], "/b").Settings.DataFolder);
        Assert.Equal("/b", HostArguments.Read([], "/b").Settings.DataFolder);
    }

    [Theory]
    [InlineData("2010-03-15T09:00+08:00")]
    [InlineData("2010-03-15T09:00:00+08:00")]
    [InlineData("2010-03-15T01:00:00Z")]
    public void The_clock_is_an_instant_with_its_offset(string text)
    {
        var read = HostArguments.Read(["--demo", "--clock", text], null);

        Assert.Equal(
            new DateTimeOffset(2010, 3, 15, 1, 0, 0, TimeSpan.Zero),
            read.Settings.Demo?.Clock?.ToUniversalTime()
        );
    }

    [Theory]
    [InlineData("--demo --clock yesterday")]
    [InlineData("--demo --clock 2010-03-15")]
    [InlineData("--demo --clock")]
    [InlineData("--demo --demo-password")]
    [InlineData("--demo --data=")]
    [InlineData("--demo-password secret")]
    [InlineData("--clock 2010-03-15T09:00+08:00")]
    public void What_makes_no_sense_is_a_mistake(string arguments) =>
        Assert.NotNull(HostArguments.Read(arguments.Split(' '), null).Mistake);

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--bogus=1")]
    [InlineData("--bogus value")]
    [InlineData("--Demo")]
    [InlineData("-demo")]
    [InlineData("demo")]
    [InlineData("--urls")]
    [InlineData("--urls http://localhost:1 --demoo")]
    [InlineData("--Logging__LogLevel__Default=None")]
    [InlineData("--:=1")]
    [InlineData("/srv/data")]
    public void What_nobody_reads_is_a_mistake_that_names_what_is_known(string arguments)
    {
        var mistake = HostArguments.Read(arguments.Split(' '), null).Mistake;

        Assert.NotNull(mistake);
        Assert.Contains("--demo-password", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls http://localhost:1")]
    [InlineData("--urls=http://localhost:1")]
    [InlineData("--URLS http://localhost:1")]
    [InlineData("/urls=http://localhost:1")]
    [InlineData("urls=http://localhost:1")]
    [InlineData("--environment Development --contentRoot /srv --applicationName IpStrategy.Web")]
    [InlineData("--Logging:LogLevel:Default=Debug")]
    [InlineData("--Logging:LogLevel:Default Debug --demo")]
    [InlineData("--ConnectionStrings:PostgreSql=Host=127.0.0.1;Port=1")]
    [InlineData("--ConnectionStrings= --ConnectionStrings:PostgreSql=Host=127.0.0.1;Port=1")]
    public void What_the_framework_reads_goes_on_to_it(string arguments)
    {
        var read = HostArguments.Read(arguments.Split(' '), null);

        Assert.Null(read.Mistake);
        Assert.Equal(arguments.Split(' ').Where(a => a != "--demo"), read.Rest);
    }

    [Theory]
    [InlineData("http://localhost:5080", null)]
    [InlineData("http://127.0.0.1:5080;http://[::1]:5080", null)]
    [InlineData("http://LOCALHOST:5080", null)]
    [InlineData("http://0.0.0.0:5080", "http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080", "http://[::]:5080")]
    [InlineData("http://*:5080", "http://*:5080")]
    [InlineData("http://+:5080", "http://+:5080")]
    [InlineData("http://localhost:5080;http://10.0.0.1:5080", "http://10.0.0.1:5080")]
    [InlineData("http://localhost.example.org:5080", "http://localhost.example.org:5080")]
    [InlineData(null, null)]
    public void A_demonstration_stays_on_its_machine(string? urls, string? other) =>
        Assert.Equal(other, Loopback.FirstOther(Configuration("urls", urls)));

    [Fact]
    public void Endpoints_set_in_another_way_count_too() =>
        Assert.Equal(
            "http://0.0.0.0:80",
            Loopback.FirstOther(Configuration("Kestrel:Endpoints:Http:Url", "http://0.0.0.0:80"))
        );

    private static IConfiguration Configuration(string name, string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build();
}
