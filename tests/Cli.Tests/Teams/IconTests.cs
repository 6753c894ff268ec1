using HipFaqBot.Cli.Teams;
using SkiaSharp;

namespace HipFaqBot.Cli.Tests.Teams;

/// <summary>What Teams asks of icons, looked at dot by dot.</summary>
public sealed class IconTests
{
    [Fact]
    public void The_colour_icon_is_a_solid_square_with_its_symbol_in_the_middle_half()
    {
        using var icon = Read("color.png");

        Assert.Equal((192, 192), (icon.Width, icon.Height));
        var background = icon.GetPixel(0, 0);
        Assert.Equal(255, background.Alpha);
        Assert.All(Dots(icon).Where(dot => dot.Color != background), dot => Assert.True(dot.X is >= 44 and < 148 && dot.Y is >= 44 and < 148, $"{dot}"));
        Assert.Contains(Dots(icon), dot => dot.Color == SKColors.White);
    }

    [Fact]
    public void The_outline_icon_is_white_on_nothing()
    {
        using var icon = Read("outline.png");

        Assert.Equal((32, 32), (icon.Width, icon.Height));
        Assert.All(Dots(icon).Where(dot => dot.Color.Alpha > 0), dot => Assert.Equal((255, 255, 255), (dot.Color.Red, dot.Color.Green, dot.Color.Blue)));
        Assert.Equal(0, icon.GetPixel(0, 0).Alpha);
        Assert.Contains(Dots(icon), dot => dot.Color.Alpha == 255);
    }

    private static SKBitmap Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(new TeamsTemplate(null).Folder, name));
        using var codec = SKCodec.Create(file);
        var bitmap = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        return bitmap;
    }

    private static List<(int X, int Y, SKColor Color)> Dots(SKBitmap bitmap) =>
        [.. from x in Enumerable.Range(0, bitmap.Width) from y in Enumerable.Range(0, bitmap.Height) select (x, y, bitmap.GetPixel(x, y))];
}
