using System.Buffers;
using System.Text.Json;
using IpStrategy.Workflow.Expressions;

namespace IpStrategy.Workflow.Tests.Expressions;

public sealed class FeelJsonTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("12345678901234567890.12345678")]
    [InlineData("\"a\"")]
    [InlineData("[1,[2,\"x\"],{}]")]
    [InlineData("{\"b\":1,\"a\":{\"c\":null}}")]
    public void Plain_json_comes_back_as_it_was(string json) => Assert.Equal(json, Plain(Read(json)));

    [Theory]
    [InlineData("@\"2010-03-15\"", "\"2010-03-15\"")]
    [InlineData("@\"P1DT2H\"", "\"P1DT2H\"")]
    [InlineData("[1..5)", "\"[1..5)\"")]
    [InlineData("function(x) x", "\"function\"")]
    [InlineData("1.500", "1.5")]
    [InlineData("{a: [@\"10:00:00Z\"]}", "{\"a\":[\"10:00:00Z\"]}")]
    public void Plain_json_writes_what_it_has_no_type_for_as_text(string source, string json) =>
        Assert.Equal(json, Plain(Feel.Run(source).Value));

    [Fact]
    public void A_number_too_large_is_null_with_a_reason() =>
        Assert.NotNull(Assert.IsType<FeelValue.NullValue>(Read("1e400")).Reason);

    [Fact]
    public void Of_two_properties_with_one_name_the_later_holds() =>
        Assert.Equal("{\"a\":2}", Plain(Read("{\"a\":1,\"a\":2}")));

    [Theory]
    [InlineData("@\"2010-03-15\"")]
    [InlineData("@\"-123456-03-15\"")]
    [InlineData("@\"10:11:12.123456789+05:30\"")]
    [InlineData("@\"2010-07-15T10:11:12@Europe/Paris\"")]
    [InlineData("@\"2010-07-15T10:11:12\"")]
    [InlineData("@\"-P1DT2H3M4.5S\"")]
    [InlineData("@\"P1Y2M\"")]
    [InlineData("[@\"2010-01-01\"..@\"2010-02-01\")")]
    [InlineData("(> 5)")]
    [InlineData("[1, \"a\", null, true, {d: @\"2010-03-15\"}]")]
    [InlineData("{\"$\": \"date\", v: \"2010-03-15\"}")]
    [InlineData("{\"$\": {\"$\": 1}}")]
    [InlineData("\"2010-03-15\"")]
    public void Tagged_json_keeps_every_kind(string source)
    {
        var value = Feel.Run(source).Value;

        Assert.False(value.IsNull);
        Assert.Equal(value, Tagged(value));
    }

    [Fact]
    public void Functions_are_not_kept() => Assert.Equal(FeelValue.Null, Tagged(Feel.Run("function(x) x").Value));

    [Theory]
    [InlineData("{\"$\":\"date\",\"v\":\"nonsense\"}")]
    [InlineData("{\"$\":\"elephant\",\"v\":\"x\"}")]
    [InlineData("{\"$\":\"date\",\"v\":\"10:00:00\"}")]
    public void A_tag_nobody_wrote_is_an_error(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<JsonException>(() => FeelJson.ReadTagged(document.RootElement));
    }

    private static FeelValue Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FeelJson.Read(document.RootElement);
    }

    private static string Plain(FeelValue value) => Written(writer => FeelJson.Write(writer, value));

    private static FeelValue Tagged(FeelValue value)
    {
        using var document = JsonDocument.Parse(Written(writer => FeelJson.WriteTagged(writer, value)));
        return FeelJson.ReadTagged(document.RootElement);
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
