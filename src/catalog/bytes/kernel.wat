;; The loops of word-scanner.ts that every byte of a log goes through, sixteen bytes an instruction (WebAssembly SIMD). A step is eight
;; words. The first loop reads up to a step beyond the end of the text, which is there: kernel.ts says how the memory is laid out.
(module
  (import "scan" "memory" (memory 1))

  ;; Writes the places of the words of a text from $text to $end around which a clue fits, counted from $text, to $found; gives how many
  ;; they are. The marks of wanted hashes stand at the beginning of the memory, so that a hash is its own address. $steps is room for an
  ;; address of every step.
  (func (export "positions") (param $text i32) (param $end i32) (param $steps i32) (param $found i32) (result i32)
    (local $next i32) (local $last i32)
    (local.set $next (local.get $found))
    (local.set $last (call $wantedSteps (local.get $text) (local.get $end) (local.get $steps)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $steps) (local.get $last)))
        (local.set $next (call $wantedWords (local.get $text) (i32.load (local.get $steps)) (local.get $next)))
        (local.set $steps (i32.add (local.get $steps) (i32.const 4)))
        (br $each)))
    (i32.shr_u (i32.sub (local.get $next) (local.get $found)) (i32.const 2)))

  ;; Writes the addresses of the steps in which a hash is wanted to $next; gives where the next one would go. One in twelve or so is: no
  ;; branch could foresee it, so each address is written, and the next one over it where no hash was wanted.
  (func $wantedSteps (param $at i32) (param $end i32) (param $next i32) (result i32)
    (local $low v128) (local $high v128) (local $fold v128) (local $factor v128)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    ;; FOLD, FACTOR and HASH_SHIFT of words.ts.
    (local.set $fold (i32x4.splat (i32.const 0x20202020)))
    (local.set $factor (i32x4.splat (i32.const 0x9e3779b1)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $low
          (i32x4.shr_u
            (i32x4.mul (v128.or (v128.load (local.get $at)) (local.get $fold)) (local.get $factor))
            (i32.const 14)))
        (local.set $high
          (i32x4.shr_u
            (i32x4.mul (v128.or (v128.load offset=16 (local.get $at)) (local.get $fold)) (local.get $factor))
            (i32.const 14)))
        (local.set $a (i64x2.extract_lane 0 (local.get $low)))
        (local.set $b (i64x2.extract_lane 1 (local.get $low)))
        (local.set $c (i64x2.extract_lane 0 (local.get $high)))
        (local.set $d (i64x2.extract_lane 1 (local.get $high)))
        (i32.store (local.get $next) (local.get $at))
        ;; A mark is 1 or 0. Two hashes are taken out of a vector at once, and the look-ups do not wait for each other.
        (local.set $next
          (i32.add
            (local.get $next)
            (i32.shl
              (i32.or
                (i32.or
                  (i32.or
                    (i32.load8_u (i32.wrap_i64 (local.get $a)))
                    (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 32)))))
                  (i32.or
                    (i32.load8_u (i32.wrap_i64 (local.get $b)))
                    (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $b) (i64.const 32))))))
                (i32.or
                  (i32.or
                    (i32.load8_u (i32.wrap_i64 (local.get $c)))
                    (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $c) (i64.const 32)))))
                  (i32.or
                    (i32.load8_u (i32.wrap_i64 (local.get $d)))
                    (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $d) (i64.const 32)))))))
              (i32.const 2))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (br $each)))
    (local.get $next))

  ;; Writes the places of those words of the step at $at around which a clue fits to $next; gives where the next one would go. At least one
  ;; hash is wanted there.
  (func $wantedWords (param $text i32) (param $at i32) (param $next i32) (result i32)
    (local $bits i32) (local $word i32) (local $place i32)
    (local $low v128) (local $high v128) (local $fold v128) (local $factor v128)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    ;; FOLD, FACTOR and HASH_SHIFT of words.ts.
    (local.set $fold (i32x4.splat (i32.const 0x20202020)))
    (local.set $factor (i32x4.splat (i32.const 0x9e3779b1)))
    (local.set $low
      (i32x4.shr_u
        (i32x4.mul (v128.or (v128.load (local.get $at)) (local.get $fold)) (local.get $factor))
        (i32.const 14)))
    (local.set $high
      (i32x4.shr_u
        (i32x4.mul (v128.or (v128.load offset=16 (local.get $at)) (local.get $fold)) (local.get $factor))
        (i32.const 14)))
    (local.set $a (i64x2.extract_lane 0 (local.get $low)))
    (local.set $b (i64x2.extract_lane 1 (local.get $low)))
    (local.set $c (i64x2.extract_lane 0 (local.get $high)))
    (local.set $d (i64x2.extract_lane 1 (local.get $high)))
    ;; A bit for each word: whether its hash is wanted.
    (local.set $bits
      (i32.or
        (i32.or
          (i32.or
            (i32.load8_u (i32.wrap_i64 (local.get $a)))
            (i32.shl (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $a) (i64.const 32)))) (i32.const 1)))
          (i32.or
            (i32.shl (i32.load8_u (i32.wrap_i64 (local.get $b))) (i32.const 2))
            (i32.shl (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $b) (i64.const 32)))) (i32.const 3))))
        (i32.or
          (i32.or
            (i32.shl (i32.load8_u (i32.wrap_i64 (local.get $c))) (i32.const 4))
            (i32.shl (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $c) (i64.const 32)))) (i32.const 5)))
          (i32.or
            (i32.shl (i32.load8_u (i32.wrap_i64 (local.get $d))) (i32.const 6))
            (i32.shl (i32.load8_u (i32.wrap_i64 (i64.shr_u (local.get $d) (i64.const 32)))) (i32.const 7))))))
    (loop $words
      (local.set $word (i32.add (local.get $at) (i32.shl (i32.ctz (local.get $bits)) (i32.const 2))))
      (local.set $place (i32.sub (local.get $word) (local.get $text)))
      (i32.store (local.get $next) (local.get $place))
      (local.set $next
        (i32.add (local.get $next) (i32.shl (call $fits (local.get $word) (local.get $place)) (i32.const 2))))
      ;; Takes the lowest bit away.
      (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
      (br_if $words (local.get $bits)))
    (local.get $next))

  ;; Whether a clue fits around the word at $at, which is $place in the text.
  (func $fits (param $at i32) (param $place i32) (result i32)
    (local $clue i32)
    ;; Where the first clue stands of those whose hashes begin alike (CHAIN_SHIFT of kernel.ts), four bytes each behind the marks; zero
    ;; where there is none. Of a clue there are what it wants to see, which bits of that count, how far before the word it begins, and
    ;; where the next one stands.
    (local.set $clue
      (i32.load offset=262144
        (i32.shl
          (i32.shr_u
            (i32.mul (i32.or (i32.load (local.get $at)) (i32.const 0x20202020)) (i32.const 0x9e3779b1))
            (i32.const 20))
          (i32.const 2))))
    (block $none
      (loop $clues
        (br_if $none (i32.eqz (local.get $clue)))
        (if
          (i32.and
            (i32.ge_s (local.get $place) (i32.load offset=16 (local.get $clue)))
            (i64.eq
              (i64.load (local.get $clue))
              (i64.and
                (i64.load offset=8 (local.get $clue))
                (i64.or
                  (i64.load (i32.sub (local.get $at) (i32.load offset=16 (local.get $clue))))
                  (i64.const 0x2020202020202020)))))
          (then (return (i32.const 1))))
        (local.set $clue (i32.load offset=20 (local.get $clue)))
        (br $clues)))
    (i32.const 0))

  ;; The sum of sixteen counts.
  (func $sum (param $counts v128) (result i32)
    (local $four v128)
    (local.set $four
      (i32x4.extadd_pairwise_i16x8_u (i16x8.extadd_pairwise_i8x16_u (local.get $counts))))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $four)) (i32x4.extract_lane 1 (local.get $four)))
      (i32.add (i32x4.extract_lane 2 (local.get $four)) (i32x4.extract_lane 3 (local.get $four)))))

  ;; How many line feeds stand from $at to $end.
  (func (export "lineBreaks") (param $at i32) (param $end i32) (result i32)
    (local $count i32) (local $turns i32) (local $counts v128) (local $feed v128)
    (local.set $feed (i8x16.splat (i32.const 10)))
    (block $done
      (loop $spans
        ;; In sixteen places at once, each counted up to 252 before it would overflow: 63 turns of 64 bytes.
        (local.set $counts (v128.const i32x4 0 0 0 0))
        (local.set $turns (i32.const 63))
        (block $full
          (loop $steps
            (br_if $full (i32.eqz (local.get $turns)))
            (br_if $full (i32.gt_u (i32.add (local.get $at) (i32.const 64)) (local.get $end)))
            (local.set $counts
              (i8x16.sub
                (local.get $counts)
                ;; Each is -1 where a line feed stands.
                (i8x16.add
                  (i8x16.add
                    (i8x16.eq (v128.load (local.get $at)) (local.get $feed))
                    (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $feed)))
                  (i8x16.add
                    (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $feed))
                    (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $feed))))))
            (local.set $at (i32.add (local.get $at) (i32.const 64)))
            (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
            (br $steps)))
        (local.set $count (i32.add (local.get $count) (call $sum (local.get $counts))))
        (br_if $done (i32.gt_u (i32.add (local.get $at) (i32.const 64)) (local.get $end)))
        (br $spans)))
    ;; The last bytes one by one.
    (block $none
      (loop $bytes
        (br_if $none (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $count
          (i32.add (local.get $count) (i32.eq (i32.load8_u (local.get $at)) (i32.const 10))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $bytes)))
    (local.get $count)))
