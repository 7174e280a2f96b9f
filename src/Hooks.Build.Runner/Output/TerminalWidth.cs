using System.Globalization;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Runner.Output;

/// <summary>How wide a terminal is. On Unix the system is asked: .NET switches the terminal's keypad mode when it is.</summary>
internal static class TerminalWidth
{
    private const int Usual = 80;

    /// <summary>The columns: what <c>COLUMNS</c> says, else the terminal, else 80.</summary>
    /// <param name="descriptor">The terminal.</param>
    public static int Of(int descriptor) =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) && said > 0 ? said
        : OperatingSystem.IsWindows() ? OnWindows()
        : OnUnix(descriptor);

    private static unsafe int OnUnix(int descriptor)
    {
        // Rows, columns, and two that nobody fills.
        var size = stackalloc ushort[4];
        return Libc.TerminalSize(descriptor, size) == 0 && size[1] > 0 ? size[1] : Usual;
    }

    private static int OnWindows()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }
}
