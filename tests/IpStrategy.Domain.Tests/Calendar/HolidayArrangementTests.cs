using IpStrategy.Domain.Calendar;

namespace IpStrategy.Domain.Tests.Calendar;

public sealed class HolidayArrangementTests
{
    private const string Heading = "date,day,festival,arrangement_year\n";

    [Fact]
    public void The_reference_data_is_read_without_a_doubt()
    {
        var reading = HolidayArrangement.Parse(TestCalendar.Csv);

        Assert.Empty(reading.Doubts);
        Assert.Equal(Enumerable.Range(2007, 20), reading.Arrangements.Select(a => a.Year));
        Assert.Equal(678, reading.Arrangements.Sum(a => a.Days.Length));
    }

    [Fact]
    public void A_day_belongs_to_the_year_it_was_announced_for()
    {
        var reading = HolidayArrangement.Parse(TestCalendar.Csv);

        var year2019 = Assert.Single(reading.Arrangements, a => a.Year == 2019);
        Assert.Equal(new HolidayDay(new DateOnly(2018, 12, 29), DayKind.Work, "元旦"), year2019.Days[0]);
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_and_empty_lines_do_no_harm()
    {
        var reading = HolidayArrangement.Parse(
            "\uFEFF" + (Heading + "2010-01-01,off,元旦,2010\n\n").Replace("\n", "\r\n")
        );

        Assert.Empty(reading.Doubts);
        Assert.Single(reading.Arrangements[0].Days);
    }

    [Theory]
    [InlineData("2010-01-01,off,元旦", HolidayLineFault.NotFourColumns)]
    [InlineData("2010-02-30,off,元旦,2010", HolidayLineFault.NotADate)]
    [InlineData("1/1/2010,off,元旦,2010", HolidayLineFault.NotADate)]
    [InlineData("2010-01-01,休,元旦,2010", HolidayLineFault.NeitherOffNorWork)]
    [InlineData("2010-01-01,off,,2010", HolidayLineFault.FestivalMissing)]
    [InlineData("2010-01-01,off,元旦,2012", HolidayLineFault.NotItsYear)]
    [InlineData("2010-01-01,off,元旦,next", HolidayLineFault.NotItsYear)]
    [InlineData("2010-05-01,work,劳动节,2010", HolidayLineFault.DateTwice)]
    public void A_line_that_cannot_be_read_is_reported_with_its_number(string line, HolidayLineFault fault)
    {
        var reading = HolidayArrangement.Parse(Heading + "2010-05-01,off,劳动节,2010\n" + line);

        Assert.Equal([new HolidayLineDoubt(3, fault, line)], reading.Doubts);
        Assert.Single(reading.Arrangements);
    }

    [Fact]
    public void A_file_without_the_heading_is_not_guessed_at()
    {
        var reading = HolidayArrangement.Parse("2010-01-01,off,元旦,2010");

        Assert.Empty(reading.Arrangements);
        Assert.Equal(HolidayLineFault.HeadingMissing, Assert.Single(reading.Doubts).Fault);
    }
}
