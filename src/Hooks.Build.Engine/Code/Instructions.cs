using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Code;

/// <summary>What follows the code of an instruction; the value is its size in bytes, where it is fixed and means nothing to us.</summary>
internal enum Operand
{
    None = 0,
    One = 1,
    Two = 2,
    Four = 4,
    Eight = 8,
    Token = 16,
    String = 17,
    Switch = 18,
}

/// <summary>The instructions of ECMA-335, part III.</summary>
internal static class Instructions
{
    /// <summary>Reads the code of the next instruction.</summary>
    public static int ReadOpcode(ref BlobReader code)
    {
        const int Prefix = 0xFE;
        int first = code.ReadByte();
        return first == Prefix ? (Prefix << 8) | code.ReadByte() : first;
    }

    /// <summary>What follows it.</summary>
    public static Operand OperandOf(int opcode) => opcode switch
    {
        // ldarg.s to stloc.s, ldc.i4.s, short branches, leave.s
        >= 0x0E and <= 0x13 or 0x1F or (>= 0x2B and <= 0x37) or 0xDE => Operand.One,
        // unaligned., no.
        0xFE12 or 0xFE19 => Operand.One,
        // ldarg to stloc
        >= 0xFE09 and <= 0xFE0E => Operand.Two,
        // ldc.i4, ldc.r4, branches, leave
        0x20 or 0x22 or (>= 0x38 and <= 0x44) or 0xDD => Operand.Four,
        // ldc.i8, ldc.r8
        0x21 or 0x23 => Operand.Eight,
        0x45 => Operand.Switch,
        0x72 => Operand.String,
        // jmp, call, calli
        0x27 or 0x28 or 0x29 => Operand.Token,
        // callvirt, cpobj, ldobj
        0x6F or 0x70 or 0x71 => Operand.Token,
        // newobj, castclass, isinst
        0x73 or 0x74 or 0x75 => Operand.Token,
        // unbox, ldfld to stobj
        0x79 or (>= 0x7B and <= 0x81) => Operand.Token,
        // box, newarr, ldelema, ldelem, stelem, unbox.any
        0x8C or 0x8D or 0x8F or (>= 0xA3 and <= 0xA5) => Operand.Token,
        // refanyval, mkrefany, ldtoken
        0xC2 or 0xC6 or 0xD0 => Operand.Token,
        // ldftn, ldvirtftn, initobj, constrained., sizeof
        0xFE06 or 0xFE07 or 0xFE15 or 0xFE16 or 0xFE1C => Operand.Token,
        _ => Operand.None,
    };
}
