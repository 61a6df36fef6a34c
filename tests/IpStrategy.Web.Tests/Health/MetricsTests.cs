using System.Diagnostics.Metrics;
using IpStrategy.Web.Health;

namespace IpStrategy.Web.Tests.Health;

public sealed class MetricsTests(DemoHost host) : IDisposable
{
    private readonly Meter _meter = new("test");

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void A_histogram_adds_up_its_buckets()
    {
        var series = new MetricSeries(
            _meter.CreateHistogram<double>("wait.time", "s", "How long"),
            [new("route", "/a\"b")]
        );
        foreach (var seconds in (double[])[0.001, 0.03, 0.03, 99])
        {
            series.Add(seconds);
        }

        var text = TextOf(series);

        Assert.StartsWith(
            "# TYPE wait_time_seconds histogram\n# HELP wait_time_seconds How long\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("wait_time_seconds_bucket{route=\"/a\\\"b\",le=\"0.025\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_time_seconds_bucket{route=\"/a\\\"b\",le=\"0.05\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_time_seconds_bucket{route=\"/a\\\"b\",le=\"+Inf\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("wait_time_seconds_count{route=\"/a\\\"b\"} 4\n", text, StringComparison.Ordinal);
        Assert.EndsWith("# EOF\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_add_and_observed_ones_say_their_whole_count()
    {
        var counter = new MetricSeries(_meter.CreateCounter<long>("hits"), []);
        counter.Add(2);
        counter.Add(3);
        var observed = new MetricSeries(_meter.CreateObservableCounter("seen", () => 1L), []);
        observed.Add(2);
        observed.Add(3);

        Assert.Contains("hits_total 5\n", TextOf(counter), StringComparison.Ordinal);
        Assert.Contains("seen_total 3\n", TextOf(observed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_administrator_reads_what_waits()
    {
        var client = await host.AsAsync("admin.system");

        var response = await client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("application/openmetrics-text", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches(@"(?m)^ipstrategy_work_items_open [1-9]\d+$", text);
        Assert.Matches(@"(?m)^ipstrategy_incidents_open 0$", text);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), l => l == "# EOF");
    }

    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    public async Task Health_is_told_to_everybody(string address) =>
        Assert.Equal("ok", (await host.Anonymous().GetJsonAsync(address)).Text("status"));

    private static string TextOf(MetricSeries series)
    {
        var text = new OpenMetricsText();
        series.WriteFamilyTo(text);
        series.WriteTo(text);
        return text.Finish();
    }
}
