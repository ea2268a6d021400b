import { Injectable } from '@nestjs/common';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Draw } from './draw';
import { drawPolicy } from './draw.policy';

/** Reads draws. */
@Injectable()
export class DrawsReader extends Reader<Draw> {
  constructor(context: ReaderContext) {
    super(context, Draw, drawPolicy.readable);
  }
}
